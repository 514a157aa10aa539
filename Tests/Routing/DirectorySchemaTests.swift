import Foundation
import Support
import Testing
import Yams

@Suite struct `The schema of directories` {
  private static func schema() throws -> Schema {
    try Schema(Protocols.data(of: "protocols/schemas/directory.schema.json"))
  }

  private static let shipped = [
    "deploy/directory/norrkoping.yaml", "deploy/directory/linkoping.yaml",
    "protocols/vectors/directory.yaml",
  ]

  @Test(arguments: shipped)
  func `fits what is shipped`(path: String) throws {
    let node = try #require(try Yams.compose(yaml: Protocols.text(of: path)))
    #expect(try Self.schema().faults(of: node) == [])
  }

  @Test(arguments: [
    ("municipality: \"0580\"", "municipality: \"580\"", "/municipality"),
    ("from: 2023-01-01", "fran: 2023-01-01", "/fran"), ("desk: norr", "desk: Norr", "/areas/0"),
    ("    party: preschool", "    party: police", "/schools/1/party"),
    ("duty: {office: norr, otherwise: socialjour}", "duty: {office: norr}", "/units/2/duty"),
    ("ages: [under-12, ", "ages: [0-21, ", "/units/2/owns/0/ages"),
    ("begins: 2026-12-24 00.00", "begins: 2026-12-24 24.00", "/rosters/0/turns/0/begins"),
    ("phone: \"112\"", "phone: ring oss", "/entrances/office/phone"),
    ("    monday: 08.00-16.00", "    mandag: 08.00-16.00", "/office-hours/week/mandag"),
  ])
  func `does not fit what the reader refuses`(old: String, new: String, place: String) throws {
    let text = try Protocols.text(of: Self.shipped[1])
    let range = try #require(text.range(of: old))
    let node = try #require(
      try Yams.compose(yaml: text.replacingCharacters(in: range, with: new)))
    #expect(try Self.schema().faults(of: node).contains(place))
  }
}

/// As much of a JSON schema as a directory needs, over YAML in which every word is text.
private struct Schema {
  private let root: [String: Any]
  private let common: [String: Any]

  init(_ bytes: Data) throws {
    root = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    common = try #require(
      try JSONSerialization.jsonObject(
        with: Protocols.data(of: "protocols/schemas/common.schema.json")) as? [String: Any])
  }

  /// The places that do not fit.
  func faults(of node: Node) throws -> [String] { try faults(of: node, by: root, at: "") }

  private func faults(of node: Node, by rule: [String: Any], at place: String) throws -> [String] {
    if let name = rule["$ref"] as? String {
      return try faults(of: node, by: definition(name), at: place)
    }
    if let choices = rule["oneOf"] as? [[String: Any]] {
      let fitting = try choices.filter { try faults(of: node, by: $0, at: place).isEmpty }
      return fitting.count == 1 ? [] : [place]
    }
    if let words = (rule["enum"] as? [String]) ?? (rule["const"] as? String).map({ [$0] }) {
      return node.scalar.map { words.contains($0.string) } == true ? [] : [place]
    }
    switch rule["type"] as? String {
    case "object": return try faults(ofObject: node, by: rule, at: place)
    case "array": return try faults(ofArray: node, by: rule, at: place)
    default:
      guard let text = node.scalar?.string else { return [place] }
      let pattern = rule["pattern"] as? String ?? ".+"
      return text.range(of: pattern, options: .regularExpression) == nil ? [place] : []
    }
  }

  private func faults(
    ofObject node: Node, by rule: [String: Any], at place: String
  ) throws -> [String] {
    guard let mapping = node.mapping else { return [place] }
    let known = try #require(rule["properties"] as? [String: [String: Any]])
    #expect(rule["additionalProperties"] as? Bool == false, "\(place) is open")
    let names = mapping.keys.compactMap { $0.scalar?.string }
    let missing = (rule["required"] as? [String] ?? []).contains { !names.contains($0) }
    var faults = missing ? [place] : []
    for (key, value) in mapping {
      let name = try #require(key.scalar?.string)
      guard let member = known[name] else {
        faults.append("\(place)/\(name)")
        continue
      }
      faults += try self.faults(of: value, by: member, at: "\(place)/\(name)")
    }
    return faults
  }

  private func faults(
    ofArray node: Node, by rule: [String: Any], at place: String
  ) throws -> [String] {
    guard let sequence = node.sequence, !sequence.isEmpty else { return [place] }
    let member = try #require(rule["items"] as? [String: Any])
    return try sequence.enumerated().flatMap { index, item in
      try faults(of: item, by: member, at: "\(place)/\(index)")
    }
  }

  private func definition(_ name: String) throws -> [String: Any] {
    let isShared = name.hasPrefix("common.schema.json")
    let key = try #require(name.split(separator: "/").last.map(String.init))
    let definitions = (isShared ? common : root)["$defs"] as? [String: [String: Any]]
    return try #require(definitions?[key], "\(name)")
  }
}
