internal import Chronology

extension VolumeSheet {
    /// The data of the sheet for the templates.
    var data: TypesetData {
        switch self {
        case .cover(let cover): cover.data
        case .catalogue(let catalogue): catalogue.data
        case .remarks(let remarks): remarks.data
        case .evidenceRemarks(let remarks): remarks.data
        case .image(let image): image.data
        case .slip(let slip): slip.data
        }
    }
}

extension VolumeHead {
    fileprivate func data(family: String, title: String) -> TypesetData {
        var data = TypesetData(family: family, title: title, madeAt: madeAt)
        data.issuer = issuer
        data.caseNumber = caseNumber
        data.part = part
        data.demo = isDemo
        data.foot = caseNumber
        return data
    }
}

extension VolumeCover {
    fileprivate var data: TypesetData {
        var data = head.data(family: "cover", title: "劳动保障监察案卷")
        data.foot = ""
        data.lines = lines.map { TypesetData.Line(label: $0.label, value: $0.value) }
        data.figures = [
            TypesetData.Line(label: "件数", value: String(papers)), TypesetData.Line(label: "页数", value: String(pages)),
            TypesetData.Line(label: "保管期限", value: retention),
            TypesetData.Line(label: "档号", value: archiveNumber),
        ]
        return data
    }
}

extension VolumeCatalogue {
    fileprivate var data: TypesetData {
        var data = head.data(family: "catalogue", title: "卷内目录")
        data.issuer = ""
        data.entries = entries
        return data
    }
}

extension VolumeRemarks {
    fileprivate var data: TypesetData {
        var data = head.data(family: "remarks", title: "卷内备考表")
        data.issuer = ""
        data.fields = [
            .init(name: "part", label: "卷别", kind: "text", value: head.part),
            .init(name: "papers", label: "件数", kind: "text", value: "\(papers)件"),
            .init(name: "pages", label: "页数", kind: "text", value: "\(pages)页"),
            .init(name: "apart", label: "另存材料", kind: "paragraph", value: apart),
            .init(name: "situation", label: "本卷情况说明", kind: "paragraph", value: situation),
        ]
        data.signatures = [
            .init(label: "立卷人", name: compiler.name, date: compiler.day?.chinese ?? ""),
            .init(label: "检查人", name: checker.name, date: checker.day?.chinese ?? ""),
        ]
        return data
    }
}

extension EvidenceRemarks {
    fileprivate var data: TypesetData {
        var data = head.data(family: "remarks", title: "证据材料备考表")
        data.issuer = ""
        var table = TypesetData.Field(name: "entries", label: "不能装订入卷的证据材料", kind: "table")
        let titles = ["证据内容", "时间", "地点", "记录人姓名", "记录人身份", "存放地点"]
        table.columns = titles.enumerated().map { TypesetData.Column(id: String($0.offset), title: $0.element) }
        table.rows = entries.map {
            [$0.content, $0.time, $0.place, $0.recorderName, $0.recorderIdentity, $0.location]
        }
        data.fields = [table]
        data.signatures = [.init(label: "立卷人", name: compiler.name, date: compiler.day?.chinese ?? "")]
        return data
    }
}

extension ImageSheet {
    fileprivate var data: TypesetData {
        var data = head.data(family: "image-page", title: title)
        data.heading = title
        data.path = path
        data.width = sheet?.width ?? 0
        data.height = sheet?.height ?? 0
        data.turn = turn.rawValue
        data.lines = explanation.map { TypesetData.Line(label: $0.label, value: $0.value) }
        return data
    }
}

extension SlipSheet {
    fileprivate var data: TypesetData {
        var data = head.data(family: "slip", title: "纸质材料代替页")
        data.issuer = ""
        data.lines = [
            TypesetData.Line(label: "题　　名", value: title), TypesetData.Line(label: "页　　号", value: pages),
            TypesetData.Line(label: "说　　明", value: says),
        ]
        return data
    }
}
