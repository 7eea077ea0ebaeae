// swift-tools-version:5.9
import PackageDescription

// `Sources/Netcode/Netcode.swift` and `Sources/NetcodeFFI/NetcodeFFI.h` are written by the generator; see ../README.md.
// On a Mac the library comes in a framework for all of Apple's platforms, built by ../scripts/apple.sh.
let library: Target = Context.environment["NETCODE_XCFRAMEWORK"] == nil
    ? .systemLibrary(name: "NetcodeFFI")
    : .binaryTarget(name: "NetcodeFFI", path: "NetcodeFFI.xcframework")

let package = Package(
    name: "Netcode",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [.library(name: "Netcode", targets: ["Netcode"])],
    targets: [
        library,
        .target(name: "Netcode", dependencies: ["NetcodeFFI"]),
        .testTarget(name: "NetcodeTests", dependencies: ["Netcode"]),
    ],
    // The sources hold in both language modes; the tests ask for one after the other.
    swiftLanguageVersions: [.version(Context.environment["NETCODE_SWIFT_MODE"] ?? "5")]
)
