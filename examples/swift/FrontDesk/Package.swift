// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "FrontDesk",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    dependencies: [.package(path: "../../../bindings/mobile/swift")],
    targets: ["FrontDesk", "Technician", "Guest", "Host"].map {
        .executableTarget(name: $0, dependencies: [.product(name: "Netcode", package: "swift")])
    }
)
