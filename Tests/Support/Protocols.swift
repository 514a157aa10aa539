package import Concerns
package import Foundation

/// The files that two programs agree on, as tests read them.
package enum Protocols {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package static func text(of path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  package static func data(of path: String) throws -> Data { try Data(contentsOf: url(path)) }

  package static func url(_ path: String) -> URL { root.appending(path: path) }

  /// The golden vectors of one file.
  package static func vectors(_ name: String) throws -> [Vector] {
    try JSONDecoder().decode([Vector].self, from: data(of: "protocols/vectors/\(name).json"))
  }
}

/// One golden vector: frames, what the receiver knows, and the only right verdict.
package struct Vector: Decodable, Sendable, CustomStringConvertible {
  package struct Context: Decodable, Sendable {
    package struct Key: Decodable, Sendable {
      package let key: String
      package let state: String
      package let since: String
    }
    package let deployment: String?
    package let environment: String?
    package let agency: String?
    package let functions: [String]?
    package let now: String?
    package let session: Bool?
    package let keys: [Key]?
    /// The broker's own, of a delivery.
    package let brokerKeys: [String]?
    package let purpose: String?
    package let function: String?
    package let proof: Shown?
    package let credit: Credit?
    package let connection: UInt8?
    package let before: [Earlier]?
    private let agencies: [Party]?

    /// Everyone that is registered: whoever speaks, where the context tells of no others.
    package var parties: [Party] {
      agencies ?? [
        Party(
          agency: agency ?? "", party: "school", bound: true, functions: functions ?? [],
          keys: keys ?? [])
      ]
    }
  }
  /// A proof that stands beside its leaf instead of in a header.
  package struct Shown: Decodable, Sendable {
    package let size: Int
    package let index: Int
    package let path: [String]
    package let signature: String
  }
  /// What was allowed before.
  package struct Credit: Decodable, Sendable {
    package let messages: Int64
    package let bytes: Int64
  }
  /// An agency that the broker of the vector knows.
  package struct Party: Decodable, Sendable {
    package let agency: String
    package let party: String
    package let bound: Bool
    package let functions: [String]
    package let keys: [Context.Key]
  }
  /// What an agency sent before, over one of its connections.
  package struct Earlier: Decodable, Sendable {
    package let agency: String
    package let connection: UInt8
    package let frames: [Data]

    package var bytes: [[UInt8]] { frames.map { Array($0) } }
  }
  package struct Expectation: Decodable, Sendable {
    package struct Facts: Decodable, Sendable {
      package let id: String?
      package let keyid: String?
      package let digest: String?
      package let leafHash: String?
      package let lines: LineFact?
      package let padding: Int?
      package let unverified: [String]?
      package let items: Int?
      package let command: String?
      package let n: Int64?
      package let view: String?
      package let outcome: String?
      package let twelve: String?
      package let kind: String?
      package let hash: String?
      package let root: String?
      package let again: Bool?
      package let states: [String]?
      package let word: String?
      package let role: String?
      package let by: String?
      package let at: String?
      package let law: String?
      package let over: String?
      package let directory: String?
      package let rule: String?
      package let version: String?
    }
    /// The commitments of the lines, or how many lines there are.
    package enum LineFact: Decodable, Sendable {
      case commitments([String])
      case count(Int)

      package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let count = try? container.decode(Int.self) {
          self = .count(count)
        } else {
          self = .commitments(try container.decode([String].self))
        }
      }
    }
    package let ok: Facts?
    package let problem: String?
    package let frame: Int?
    package let pointer: String?
    package let lawful: [String]?
    package let otherwise: LocalizedText?
  }
  package let name: String
  package let purpose: String
  package let frames: [Data]
  package let context: Context
  package let expect: Expectation

  package var bytes: [[UInt8]] { frames.map { Array($0) } }
  package var description: String { name }
}
