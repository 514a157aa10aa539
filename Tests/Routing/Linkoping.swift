import Concerns
import Foundation
import Routing
import Testing

/// The shipped directory with areas.
enum Linkoping {
  static let text = Result {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return try String(
      contentsOf: root.appending(path: "deploy/directory/linkoping.yaml"), encoding: .utf8)
  }

  static let directory = Result { try Directory(yaml: text.get()) }

  static func function(_ name: String) throws -> FunctionID {
    try #require(FunctionID("linkoping-socialnamnd." + name))
  }

  static func owner(
    area: String, target: TargetGroup = .child, age: AgeBand, kind: Kind = .reportMandatory
  ) throws -> String {
    let facts = OwnershipFacts(
      municipality: MunicipalityCode("0580"), area: try #require(Area(area)), protection: .none,
      target: target, grounds: [.absence], age: age, kind: kind)
    let day = try #require(CivilDate("2026-03-02"))
    return String(
      try directory.get().ownership(of: facts, on: day).unit.text.split(separator: ".")[1])
  }
}
