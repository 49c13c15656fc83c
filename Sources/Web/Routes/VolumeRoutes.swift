import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// The volume of a case.
struct VolumeRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/volume") { request, context in
            try await page(context, done: site.query(request)["done"], problem: nil)
        }
        router.post("/cases/:id/volume/compile") { request, context in
            let id = context.part("id")
            let form = try await site.form(request, context)
            return try await site.perform("整理案卷", in: id, form, context) { command in
                try await site.office.compileVolume(id, command)
                return "/cases/\(id)/volume?done=compiled"
            } again: { problem in
                try await page(context, done: nil, problem: problem)
            }
        }
        router.get("/cases/:id/volume.tar") { _, context in
            let account = try context.signedIn()
            let id = context.part("id")
            let place = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-" + Site.randomID())
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            do {
                let volume = try await site.office.exportVolume(id, to: place, for: account)
                let name = PercentEncoding.encode(volume.lastPathComponent + ".tar")
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "application/x-tar",
                        .contentDisposition: "attachment; filename=\"volume.tar\"; filename*=UTF-8''\(name)",
                    ],
                    body: ResponseBody { writer in
                        defer { try? FileManager.default.removeItem(at: place) }
                        try await TarArchive.write(volume) { bytes in try await writer.write(ByteBuffer(bytes: bytes)) }
                        try await writer.finish(nil)
                    })
            } catch {
                try? FileManager.default.removeItem(at: place)
                throw error
            }
        }
    }

    private func page(_ context: WebContext, done: String?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let overview = try await site.office.volumeOverview(of: dossier.case)
        let model = VolumeModel(dossier, overview, now: site.office.now(), rules: site.office.rules, problem: problem)
        return site.page(
            "volume", model, title: model.heading, context, status: problem?.status ?? 200, trail: model.caseHead.trail,
            current: "/cases", notice: done.flatMap(NoticeText.of), isWide: true)
    }
}
