package import Concerns
import Foundation

/// A situation as who sees what and why; `Stories/` holds sixteen of them, without names.
package struct Story: Decodable, Sendable {
  /// One message, or one moment of it, under one set of facts.
  package struct Scene: Decodable, Sendable {
    package let scene: String
    package let day: String
    package let kind: Kind
    package let sender: Agency
    package let facts: Facts
    /// Whether it may be sent; left out where nobody sends.
    package let sending: Attempt?
    /// Who sees what; left out where nothing is sent.
    package let recipients: [Recipient]?
  }

  /// An agency as its registration describes it.
  package struct Agency: Decodable, Sendable {
    package let party: Party
    package let bound: Bool
  }

  /// What is known of the person concerned, and what has been established.
  package struct Facts: Decodable, Sendable {
    package let age: AgeBand
    package let protection: Protection
    package let guardians: GuardianNotice
    package let certainty: Certainty
    package let grounds: [Ground]
    package let established: [String]
  }

  /// To whom, why and under which provision; lawful under the citation, or not at all.
  package struct Attempt: Decodable, Sendable {
    package let to: Agency
    package let purpose: Purpose
    package let basis: LegalBasis
    package let lawful: Bool
    package let citation: String?
  }

  /// What one recipient is shown and not, by the provision expected among those of the verdict.
  package struct Recipient: Decodable, Sendable {
    package let who: String
    package let party: Party
    package let bound: Bool
    package let standing: String
    package let walled: Bool?
    package let excluded: Bool?
    /// Classes that a waiver covers for this recipient and person.
    package let waived: [DataClass]?
    package let shown: [String: [DataClass]]
    package let withheld: [String: [DataClass]]
  }

  package let story: String
  package let notes: [String]
  package let scenes: [Scene]

  /// All stories, in the order of their files.
  package static func all() throws -> [Story] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Policy/Stories")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { try JSONDecoder().decode(Story.self, from: Data(contentsOf: $0)) }
  }

  /// All scenes of all stories.
  package static func everyScene() throws -> [Scene] { try all().flatMap(\.scenes) }
}

extension Story.Scene: CustomStringConvertible {
  package var description: String { "\(kind.rawValue), \(day): \(scene)" }
}

extension Story.Recipient {
  /// Each class with whether it is shown, and by which provision.
  package var sections: [(dataClass: DataClass, isShown: Bool, citation: String)] {
    [(shown, true), (withheld, false)].flatMap { lists, isShown in
      lists.flatMap { citation, classes in classes.map { ($0, isShown, citation) } }
    }
  }
}
