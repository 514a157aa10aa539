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

func tests(_ name: String, uses: [Target.Dependency] = [], but: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: uses, path: "Tests/" + name, exclude: but,
    swiftSettings: house)
}

// What others have built and keep well.
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let colour: Target.Dependency = .product(name: "Rainbow", package: "Rainbow")
let signals: Target.Dependency = .product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let sqlite: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
  name: "samverkan",
  products: [
    .library(name: "ZeroMQ", targets: ["ZeroMQ"]),
    .library(name: "Concerns", targets: ["Concerns"]),
    .library(name: "AdapterKit", targets: ["AdapterKit"]),
    .executable(name: "samverkan", targets: ["samverkan"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  // In the order a message meets them.
  targets: [
    .systemLibrary(name: "CZeroMQ"),
    room("ZeroMQ", uses: ["CZeroMQ"]),
    room("Concerns"),
    room("Evidence", uses: ["Concerns", crypto]),
    room("Wire", uses: ["Concerns", "Evidence"]),
    room("Admission", uses: ["Concerns", "Evidence", "Wire"]),
    room("Tables", uses: ["Concerns", yams]),
    room("Routing", uses: ["Admission", "Concerns", "Tables", "Wire"]),
    room("Policy", uses: ["Concerns", "Tables"]),
    room("Consents", uses: ["Concerns"]),
    .target(
      name: "Contacts", dependencies: ["Concerns"], swiftSettings: house,
      plugins: ["EmbedProtocols"]),
    room(
      "Filtering",
      uses: ["Admission", "Concerns", "Consents", "Evidence", "Policy", "Routing", "Wire"]),
    room("Deadlines", uses: ["Concerns"]),
    room("Ringing", uses: ["Concerns", "Deadlines"]),
    room(
      "Ledger",
      uses: [
        "Admission", "Concerns", "Consents", "Contacts", "Deadlines", "Evidence", "Filtering",
        "Policy", "Ringing", "Routing", "Wire", crypto,
      ]),
    room("LedgerSQLite", uses: ["Concerns", "Deadlines", "Evidence", "Ledger", sqlite]),

    room(
      "Delivery",
      uses: [
        "Concerns", "Consents", "Evidence", "Filtering", "Ledger", "Policy", "Routing", "Tables",
        "Wire", deque,
      ]),
    room(
      "Pipeline",
      uses: [
        "Admission", "Concerns", "Consents", "Contacts", "Deadlines", "Delivery", "Evidence",
        "Filtering", "Ledger", "Policy", "Ringing", "Routing", "Tables", "Wire", deque,
      ]),

    room(
      "Broker",
      uses: [
        "Admission", "Concerns", "Consents", "Deadlines", "Delivery", "Evidence", "Filtering",
        "Ledger", "LedgerSQLite", "Pipeline", "Policy", "Ringing", "Routing", "Tables", "Wire",
        "ZeroMQ", logging, yams,
      ]),

    .plugin(name: "EmbedProtocols", capability: .buildTool(), path: "Sources/EmbedProtocols"),
    .target(
      name: "AdapterKit", dependencies: ["Concerns", "Evidence", "Wire", "ZeroMQ"],
      swiftSettings: house, plugins: ["EmbedProtocols"]),
    .executableTarget(
      name: "samverkan",
      dependencies: [
        "AdapterKit", "Admission", "Broker", "Concerns", "Delivery", "Evidence", "Filtering",
        "Deadlines", "Ledger", "LedgerSQLite", "Pipeline", "Policy", "Ringing", "Routing", "Tables",
        "Wire", "ZeroMQ", arguments, colour, logging, signals,
      ],
      swiftSettings: house, plugins: ["EmbedProtocols"]),

    .target(
      name: "Support", dependencies: ["Concerns", "Evidence"], path: "Tests/Support",
      swiftSettings: house),
    // The whole broker in one seed: a ledger in memory, members that misbehave, no real time.
    .target(
      name: "Simulation",
      dependencies: [
        "Admission", "Concerns", "Consents", "Deadlines", "Delivery", "Evidence", "Filtering",
        "Ledger", "Pipeline", "Policy", "Ringing", "Routing", "Support", "Wire", deque,
      ], path: "Tests/Simulation/World", swiftSettings: house),
    tests("ZeroMQ", uses: ["CZeroMQ", "Support", "ZeroMQ"]),
    tests("Concerns", uses: ["Concerns"]),
    tests("Evidence", uses: ["Concerns", "Evidence"]),
    tests("Wire", uses: ["Admission", "Concerns", "Evidence", "Support", "Wire"]),
    tests("Tables", uses: ["Concerns", "Tables"]),
    tests("Routing", uses: ["Concerns", "Routing", "Support", "Tables", yams]),
    .target(
      name: "EdgeSupport", dependencies: ["AdapterKit", "Concerns", "Evidence", "Wire", "ZeroMQ"],
      path: "Tests/Edge", swiftSettings: house),
    tests(
      "AdapterKit",
      uses: ["AdapterKit", "Concerns", "EdgeSupport", "Evidence", "Support", "Wire", "ZeroMQ"]),
    .testTarget(
      name: "SamverkanCommandTests",
      dependencies: [
        "AdapterKit", "Concerns", "EdgeSupport", "Evidence", "Support", "Tables", "Wire", "ZeroMQ",
        "samverkan",
      ],
      path: "Tests/samverkan", swiftSettings: house),
    tests(
      "Broker",
      uses: [
        "AdapterKit", "Admission", "Broker", "Concerns", "Deadlines", "Delivery", "EdgeSupport",
        "Evidence", "Ledger", "Policy", "Ringing", "Routing", "Support", "Tables", "Wire", "ZeroMQ",
        logging,
      ]),
    tests("Policy", uses: ["Concerns", "Policy", "Support", "Tables", yams], but: ["Stories"]),
    tests("Contacts", uses: ["Concerns", "Contacts", "Support"]),
    tests("Consents", uses: ["Concerns", "Consents", "Policy", "Support", "Tables"]),
    tests("Deadlines", uses: ["Concerns", "Deadlines", "Support"]),
    tests("Ringing", uses: ["Concerns", "Deadlines", "Ringing"]),
    tests("Ledger", uses: ["Concerns", "Deadlines", "Evidence", "Ledger"]),
    tests("Delivery", uses: ["Concerns", "Delivery", "Support"]),
    tests(
      "Conformance",
      uses: ["Concerns", "Deadlines", "Evidence", "Ledger", "LedgerSQLite", "Support", sqlite]),
    tests(
      "Pipeline",
      uses: [
        "Admission", "Concerns", "Consents", "Contacts", "Deadlines", "Delivery", "Evidence",
        "Filtering", "Ledger", "Pipeline", "Policy", "Ringing", "Routing", "Simulation", "Support",
        "Wire",
      ]),
    tests("Simulation", uses: ["Concerns", "Simulation"], but: ["World"]),
    tests(
      "Fuzz", uses: ["Concerns", "Evidence", "Policy", "Routing", "Support", "Tables", "Wire"]),
    tests("Crash", uses: ["AdapterKit", "Concerns", "Support", "Wire", "ZeroMQ"]),
    tests("House", uses: ["Broker", "Concerns", "Support", "Wire"]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "AdapterKit", "Admission", "Broker", "Concerns", "Consents", "Deadlines", "Delivery",
        "Evidence", "Filtering", "Ledger", "LedgerSQLite", "Pipeline", "Policy", "Routing", "Wire",
        "ZeroMQ", arguments, logging,
      ],
      path: "Tests/Benchmarks", exclude: ["README.md"], swiftSettings: house),
  ]
)
