import Concerns
import Foundation
import Routing
import Testing

/// The shipped directory, and the same with an area desk of its own.
enum Norrkoping {
  static let text = Result {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return try String(
      contentsOf: root.appending(path: "deploy/directory/norrkoping.yaml"), encoding: .utf8)
  }

  static let directory = Result { try Directory(yaml: text.get()) }

  /// From 2026-06-01 to 2026-12-31 a desk in the north owns neglect and absence of children.
  static let withDesk = Result { try Directory(yaml: textWithDesk.get()) }

  static let textWithDesk = Result {
    try text.get().replacingOccurrences(
      of: "reception: mottagning",
      with: """
          - id: omradesenhet-norr
            name: {sv: "Norr", en: "North"}
            board: socialnamnd
            from: 2026-06-01
            until: 2026-12-31
            functions: [{id: norr, name: {sv: "Norr", en: "North"}}]
            owner: norr
            duty: {office: norr, otherwise: socialjour}
            head: enhetschefer
            owns: [{areas: [norr], targets: [child], grounds: [neglect, absence]}]

        reception: mottagning
        """)
  }

  static func function(_ name: String) throws -> FunctionID {
    try #require(FunctionID("norrkoping-socialnamnd." + name))
  }

  static func unit(_ name: String) throws -> UnitID {
    try #require(UnitID("norrkoping-socialnamnd." + name))
  }

  static func facts(
    municipality: String? = "0581", area: String = "unknown", protection: Protection = .none,
    target: TargetGroup = .child, grounds: Set<Ground> = [.neglect]
  ) throws -> OwnershipFacts {
    OwnershipFacts(
      municipality: municipality.flatMap { MunicipalityCode($0) },
      area: try #require(Area(area)), protection: protection, target: target, grounds: grounds)
  }
}
