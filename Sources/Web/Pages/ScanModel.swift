import Casework
import Office

/// Where scanned sheets belong: a scan is uploaded and its forms find themselves.
struct ScanModel: PageModel {
    let caseHead: CaseHead
    let action: String
    let problem: ProblemView?
    /// What was found; nil before anything was uploaded.
    let found: Found?

    /// A scan that was read.
    struct Found: PageModel {
        let pieces: [PieceView]
        let unread: String?
        let foreign: String?
    }

    /// The sheets of one form.
    struct PieceView: PageModel {
        let title: String
        let home: String?
        let sheets: String
        let isWhole: Bool
        let items: [ProblemView.Item]
        /// The form's page, with these sheets at hand.
        let href: String
    }

    init(_ dossier: CaseDossier, found sorted: SortedScan?, problem: ProblemView?) {
        caseHead = CaseHead(dossier)
        let caseID = dossier.case.id
        action = "/cases/\(caseID)/scans"
        self.problem = problem
        found = sorted.map { sorted in
            Found(
                pieces: sorted.pieces.map { piece in
                    let place = piece.place
                    return PieceView(
                        title: place.title, home: place.caseNumber.map { "属于 \($0)案" },
                        sheets: ScanText.list(piece.sheets), isWhole: piece.findings.isEmpty,
                        items: piece.findings.map { ScanText.item($0, title: place.title, caseID: place.caseID) },
                        href: "/cases/\(place.caseID)/forms/\(place.form)?scan=\(PercentEncoding.encode(piece.upload))"
                    )
                }, unread: sorted.unread.isEmpty ? nil : ScanText.list(sorted.unread),
                foreign: sorted.foreign.isEmpty ? nil : ScanText.list(sorted.foreign))
        }
    }
}
