/// The sheets that a volume has besides its forms and evidence.
package enum VolumeSheet: Hashable, Sendable {
    case cover(VolumeCover)
    /// 卷内目录.
    case catalogue(VolumeCatalogue)
    /// 卷内备考表.
    case remarks(VolumeRemarks)
    /// 证据材料备考表.
    case evidenceRemarks(EvidenceRemarks)
    case image(ImageSheet)
    case slip(SlipSheet)
}
