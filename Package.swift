// swift-tools-version: 6.2
import PackageDescription

// House rules, the same for every target; each finds a class of fault before a test has to.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A room of the house: a target with the house rules and no others.
func room(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, swiftSettings: house)
}

func tests(_ name: String, uses: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: uses, path: "Tests/" + name, resources: resources,
    swiftSettings: house)
}

let package = Package(
  name: "samverkan",
  products: [
    .library(name: "ZeroMQ", targets: ["ZeroMQ"])
  ],
  dependencies: [],
  // In the order a message meets them.
  targets: [
    .systemLibrary(name: "CZeroMQ"),
    room("ZeroMQ", uses: ["CZeroMQ"]),
    tests("ZeroMQ", uses: ["ZeroMQ"]),
  ]
)
