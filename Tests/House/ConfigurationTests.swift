import Broker
import Concerns
import Foundation
import Testing

@Suite struct `The sample configuration` {
  /// A key of the sample, its line, and whether a comment stands right above it.
  struct Entry: Hashable {
    let key: String
    let line: Int
    let isExplained: Bool
  }

  static func entries(in text: String) -> [Entry] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { index in
      let line = lines[index]
      guard let colon = line.firstIndex(of: ":"), let first = line.first, first.isLetter else {
        return nil
      }
      let isExplained = index > 0 && lines[index - 1].hasPrefix("#")
      return Entry(key: String(line[..<colon]), line: index + 1, isExplained: isExplained)
    }
  }

  @Test func `has every key, and no other`() throws {
    let entries = Self.entries(in: try Repository.text(of: "deploy/samverkan.yaml"))
    let code = Dictionary(uniqueKeysWithValues: BrokerConfiguration.keys.map { ($0, "") })
    let document = Dictionary(entries.map { ($0.key, "") }) { _, last in last }
    #expect(Agreement.differences(code: code, document: document) == [])
    #expect(document.count == entries.count, "a key stands twice")
  }

  @Test func `is one that a broker takes`() throws {
    let configuration = try BrokerConfiguration(
      yaml: Repository.text(of: "deploy/samverkan.yaml"))
    #expect(configuration.listen == BrokerConfiguration.usualEndpoint)
    #expect(configuration.publishesPerMinute == BrokerConfiguration.usualQuota)
    #expect(configuration.environment == .training)
  }

  @Test(arguments: BrokerConfiguration.keys)
  func `has no key that changes nothing`(key: String) {
    let use = "onfiguration.\(Self.property(of: key))"
    // The type itself reads and writes every key; only somebody else's look makes a difference.
    let readers = Repository.sources.filter { file in
      !file.path.hasSuffix("/BrokerConfiguration.swift")
        && file.code.contains { line in
          line.ranges(of: use).contains { found in
            line[found.upperBound...].first.map { !$0.isLetter } ?? true
          }
        }
    }
    #expect(!readers.isEmpty, "nobody reads \(use)")
  }

  /// A key's name as Swift writes it: `log-level` is `logLevel`.
  ///
  /// Keys with the same first word are one value by that name: `next-key` is a part of `next`.
  static func property(of key: String) -> String {
    let words = key.split(separator: "-")
    let family = BrokerConfiguration.keys.filter { $0.hasPrefix(words[0] + "-") }
    if family.count > 1 { return String(words[0]) }
    return (words.prefix(1).map(String.init) + words.dropFirst().map(\.capitalized)).joined()
  }

  @Test func `explains every key`() throws {
    let path = "deploy/samverkan.yaml"
    expectNone(
      Self.entries(in: try Repository.text(of: path)).filter { !$0.isExplained }
        .map { Finding(path, $0.line, "\($0.key) has no comment above it") })
  }

  @Test func `is read key by key`() {
    #expect(
      Self.entries(in: "# Where.\ndata: /a\nlog-level: info\n\n#x\n  in: 2\n") == [
        Entry(key: "data", line: 2, isExplained: true),
        Entry(key: "log-level", line: 3, isExplained: false),
      ])
  }
}
