// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// The measurements, apart from the product so that nobody who builds it builds them. `Product` leads to its sources: a
/// target of the same package reads what they keep to themselves.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
    targets: [
        .systemLibrary(
            name: "CLibcrypto", path: "Product/CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(
            name: "Cryptography", dependencies: ["CLibcrypto"], path: "Product/Cryptography", swiftSettings: strict),
        .target(name: "Chronology", path: "Product/Chronology", swiftSettings: strict),
        .target(
            name: "Rules",
            dependencies: ["Chronology", .product(name: "Yams", package: "Yams")],
            path: "Product/Rules",
            resources: [.copy("Acts"), .copy("BookForms"), .copy("Packs"), .copy("Calendars")],
            swiftSettings: strict),
        .target(
            name: "Recordings", dependencies: ["Chronology"], path: "Product/Recordings", swiftSettings: strict),
        .target(
            name: "Casework", dependencies: ["Chronology", "Cryptography", "Recordings", "Rules"],
            path: "Product/Casework", swiftSettings: strict),
        .executableTarget(
            name: "benchmark", dependencies: ["Casework", "Chronology", "Rules"], path: "Measurements",
            swiftSettings: strict),
    ]
)
