internal import Foundation

/// A file of endorsements, one a line: what lies beside a law.
package struct EndorsementFile: Sendable {
  /// Largest file that is read: some hundred rules of a law, each signed twice over.
  static let byteLimit = 1 << 19

  /// Where it lies.
  package let path: String
  /// The endorsements with their lines, from 1.
  package let entries: [(line: Int, endorsement: Endorsement)]

  /// Beside a law: who wants it in force.
  package static func changes(beside law: String) -> String { law + ".sig" }

  /// Beside a law: who has read its rules.
  package static func reviews(beside law: String) -> String { law + ".reviewed" }

  /// Reads a file; one that is not there holds nothing.
  ///
  /// - Throws: An ``EndorsementFlaw`` for a line that nobody could have signed.
  package init(at path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      self.init(path: path, entries: [])
      return
    }
    try self.init(reading: Array(try Data(contentsOf: URL(filePath: path))), at: path)
  }

  /// Reads bytes: a line ends at 0x0A, and empty ones are passed over.
  package init(reading bytes: [UInt8], at path: String) throws(EndorsementFlaw) {
    guard bytes.count <= Self.byteLimit else {
      throw EndorsementFlaw(path, 1, .tooLong)
    }
    var entries: [(Int, Endorsement)] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      guard let endorsement = Endorsement(line: line) else {
        throw EndorsementFlaw(path, index + 1, .malformed)
      }
      entries.append((index + 1, endorsement))
    }
    self.init(path: path, entries: entries)
  }

  private init(path: String, entries: [(line: Int, endorsement: Endorsement)]) {
    self.path = path
    self.entries = entries
  }

  /// The lines as they stand.
  package var lines: [String] { entries.map(\.endorsement.line) }

  /// Adds a line at the end of a file, which is made if need be.
  package static func add(_ endorsement: Endorsement, to path: String) throws {
    let before = try EndorsementFile(at: path).lines
    let text = (before + [endorsement.line]).map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }
}

/// Why an endorsement does not count: the file, its line, what is wrong, and what would do.
package struct EndorsementFlaw: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with a line.
  package enum Fault: CaseIterable, Hashable, Sendable {
    case tooLong, malformed, otherRole, otherDeployment, otherLaw, otherStep, stale, ahead
    case unknownKey, otherHolder, noOperator, revoked, notValid, unsigned, samePerson, sameOrigin
    case noReview
  }

  package let path: String
  package let line: Int
  package let fault: Fault

  package init(_ path: String, _ line: Int, _ fault: Fault) {
    self.path = path
    self.line = line
    self.fault = fault
  }

  package var description: String { "\(path), line \(line): \(fault.text)" }
}

extension EndorsementFlaw.Fault {
  /// What is wrong, and what to do.
  package var text: String {
    switch self {
    case .tooLong: "the file is too long, keep the lines of this law alone"
    case .malformed:
      "this is no endorsement as 'samverkan rule sign' writes it, remove the line and sign anew"
    case .otherRole: "a lawyer's word puts no law in force, keep it in the .reviewed file"
    case .otherDeployment: "signed for another broker, sign for this one"
    case .otherLaw: "signed for another file, or for this one before it was changed, sign anew"
    case .otherStep:
      "signed against another law than the one in force, compare with that one and sign anew"
    case .stale: "signed before the law in force took effect, sign anew"
    case .ahead: "signed at a time that is yet to come, set that machine's clock and sign anew"
    case .unknownKey:
      "the key is not registered with this broker, register it with 'samverkan key add'"
    case .otherHolder:
      "the key is registered as another's or as nobody's, register it with 'key add --holder'"
    case .noOperator: "whoever signed is no operator of this broker, let an operator sign"
    case .revoked: "the key is revoked, let its holder sign with the present one"
    case .notValid: "the key is retired or out of its time, sign with the present one"
    case .unsigned: "the signature does not hold, sign anew"
    case .noReview: "an operator's word reviews no rule, keep it in the .sig file"
    case .samePerson: "the same person signs twice, let another operator sign"
    case .sameOrigin:
      "whoever signed, or the key, was entered in the register by another who signs, less than "
        + "\(Origins.daysToSettle) days ago; let another operator sign, or wait"
    }
  }
}
