import Foundation

/// The permission bits of a file.
func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}

/// Whether some bytes lie anywhere in others.
func contains(_ bytes: [UInt8], _ sought: [UInt8]) -> Bool { Data(bytes).range(of: Data(sought)) != nil }
