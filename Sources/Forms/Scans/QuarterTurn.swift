/// By how many degrees, clockwise, a sheet has to be turned to stand upright.
package enum QuarterTurn: Int, Hashable, Sendable, Codable {
    case none = 0
    case right = 90
    case half = 180
    case left = 270
}
