// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target of ours. Warnings are errors; the Swift 6 language mode comes with the tools version.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "liuhen",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "liuhen", targets: ["liuhen"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        // The table of docs/architecture.md, bottom up. A target imports only targets below it.
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "Cryptography", dependencies: ["CLibcrypto"], swiftSettings: strict),
        .target(name: "Chronology", swiftSettings: strict),
        .target(
            name: "Ledger",
            dependencies: ["Chronology", "Cryptography", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(name: "Vault", dependencies: ["Cryptography"], swiftSettings: strict),
        .target(
            name: "Rules",
            dependencies: ["Chronology", .product(name: "Yams", package: "Yams")],
            resources: [.copy("Acts"), .copy("BookForms"), .copy("Packs"), .copy("Calendars")],
            swiftSettings: strict),
        .target(
            name: "Forms",
            dependencies: ["Chronology", "Rules"],
            resources: [.copy("Templates"), .copy("Tools")],
            swiftSettings: strict),
        .target(name: "Recordings", dependencies: ["Chronology"], swiftSettings: strict),
        .target(
            name: "Casework", dependencies: ["Chronology", "Cryptography", "Recordings", "Rules"],
            swiftSettings: strict),
        .target(
            name: "Archive",
            dependencies: ["Chronology", "Cryptography", "Ledger"],
            swiftSettings: strict),
        .target(
            name: "Office",
            dependencies: [
                "Archive", "Casework", "Chronology", "Cryptography", "Forms", "Ledger", "Recordings", "Rules", "Vault",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.copy("Platforms")],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Casework", "Chronology", "Cryptography", "Forms", "Ledger", "Office", "Recordings", "Rules",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.copy("Templates"), .copy("Assets")],
            swiftSettings: strict),
        .executableTarget(
            name: "liuhen",
            dependencies: [
                "Archive", "Casework", "Chronology", "Cryptography", "Ledger", "Office", "Rules", "Vault", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(name: "TestKit", dependencies: ["Chronology", "Rules"], swiftSettings: strict),
        .testTarget(name: "ChronologyTests", dependencies: ["Chronology"], swiftSettings: strict),
        .testTarget(name: "CryptographyTests", dependencies: ["Cryptography"], swiftSettings: strict),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "Chronology", "Cryptography", "Ledger", "TestKit", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(name: "VaultTests", dependencies: ["Cryptography", "TestKit", "Vault"], swiftSettings: strict),
        .testTarget(
            name: "RulesTests", dependencies: ["Chronology", "Rules", "TestKit"], resources: [.copy("Scenarios")],
            swiftSettings: strict),
        .testTarget(
            name: "FormsTests", dependencies: ["Chronology", "Forms", "Rules", "TestKit"], swiftSettings: strict),
        .testTarget(
            name: "RecordingsTests", dependencies: ["Chronology", "Recordings", "TestKit"], swiftSettings: strict),
        .testTarget(
            name: "CaseworkTests",
            dependencies: ["Casework", "Chronology", "Cryptography", "Recordings", "Rules", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "ArchiveTests", dependencies: ["Archive", "Chronology", "Cryptography", "Ledger", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "OfficeTests",
            dependencies: [
                "Archive", "Casework", "Chronology", "Cryptography", "Forms", "Ledger", "Office", "Recordings",
                "Rules", "TestKit", "Vault",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Chronology", "Ledger", "Office", "Rules", "TestKit", .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Casework", "Chronology", "Ledger", "Office", "Rules", "TestKit", "Web",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: strict),
    ]
)
