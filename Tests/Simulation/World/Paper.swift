package import Concerns
import Evidence
import Wire

/// A waiver of secrecy as it lies on the table: whose, who signs, and what it opens.
package struct Paper: Hashable, Sendable {
  /// Somebody who is named on it, invented; the numbers are of the public series.
  package struct Human: Hashable, Sendable {
    package let tag: String
    package let role: Role
    package let number: String

    package init(tag: String, role: Role, number: String) {
      self.tag = tag
      self.role = role
      self.number = number
    }
  }

  /// Eight years old, born on 10 January 2018.
  package static let child = Human(tag: "AAAA", role: .child, number: "201801102383")
  /// Sixteen years old, born on 12 October 2010.
  package static let young = Human(tag: "BBBB", role: .child, number: "201010122396")
  package static let mother = Human(tag: "MMMM", role: .guardian, number: "198506242380")
  /// A guardian, who also signs for what is said of himself.
  package static let father = Human(tag: "FFFF", role: .guardian, number: "198410102399")

  /// Grown people, who sign for themselves.
  package static let grown = [
    mother, father, Human(tag: "GGGG", role: .adult, number: "199006042387"),
  ]

  package var person = Self.child
  package var guardians = [Self.mother, Self.father]
  /// Those who have signed.
  package var signed = [Self.child, Self.young, Self.mother, Self.father]
  package var custody = Custody.shared
  package var notice = GuardianNotice.mayBeTold
  package var form = CooperationForm.sspf
  package var classes: [DataClass] = [.identity, .school]
  package var until = "2026-12-31"
  package var signedOn = "2026-11-16"
  /// A board whose decision stands in for a guardian.
  package var decidedBy: String?
  /// Which sheet it is: its digest follows.
  package var sheet: UInt8 = 1
  package var parties: [FunctionID]

  package init(to parties: [FunctionID]) { self.parties = parties }

  /// One that somebody grown has signed for themself alone.
  package static func own(_ person: Human, to parties: [FunctionID]) -> Paper {
    var paper = Paper(to: parties)
    (paper.person, paper.guardians, paper.custody) = (person, [], .unknown)
    return paper
  }

  /// What a message that records it adds to `handling`.
  var record: [JSONValue.Member] {
    [
      .init("to", .array(parties.map { .string($0.text) })),
      .init(
        "waiver",
        .object([
          .init("form", .string(form.rawValue)), .init("persons", .array([waived])),
          .init("classes", .array(classes.map { .string($0.rawValue) })),
          .init("until", .string(until)),
          .init(
            "evidence", .string(Base64.url.encode([UInt8](repeating: sheet, count: 32)))),
        ])),
    ]
  }

  /// What a message that takes it back adds to `handling`.
  func withdrawal(by signatory: Human, for persons: [Human]) -> [JSONValue.Member] {
    [
      .init(
        "withdrawal",
        .object([
          .init("signatory", .string(signatory.tag)),
          .init("for", .array(persons.map { .string($0.tag) })),
        ]))
    ]
  }

  private var waived: JSONValue {
    let own: [JSONValue.Member] = [.init("capacity", .string("self"))] + day(of: person)
    let others = guardians.map { guardian in
      JSONValue.object(
        [
          .init("capacity", .string("guardian")), .init("person", .string(guardian.tag)),
          .init("notice", .string(notice.rawValue)),
        ] + day(of: guardian))
    }
    return .object([
      .init("person", .string(person.tag)), .init("custody", .string(custody.rawValue)),
      .init("signatures", .array([.object(own)] + others + decisions)),
    ])
  }

  private var decisions: [JSONValue] {
    [decidedBy].compactMap(\.self).map { board in
      .object([
        .init("capacity", .string("decision")), .init("citation", .string("fb-6-13-a")),
        .init("board", .string(board)), .init("signed", .string(signedOn)),
      ])
    }
  }

  private func day(of human: Human) -> [JSONValue.Member] {
    signed.contains(human) ? [.init("signed", .string(signedOn))] : []
  }
}

extension Paper.Human {
  /// As `handling` lists somebody.
  var value: JSONValue {
    .object([
      .init("tag", .string(tag)), .init("role", .string(role.rawValue)),
      .init("number", .string(number)), .init("certainty", .string("certain")),
      .init("protection", .string("none")),
    ])
  }
}

/// What a message says of a waiver.
package enum Consenting: Hashable, Sendable {
  case record(Paper)
  case withdraw(Paper, by: Paper.Human, for: [Paper.Human])

  /// Everyone that it names, once.
  var persons: [JSONValue] {
    switch self {
    case .record(let paper): ([paper.person] + paper.guardians).map(\.value)
    case .withdraw(_, let signatory, let persons):
      ([signatory] + persons.filter { $0 != signatory }).map(\.value)
    }
  }

  /// What it adds to `handling`.
  var members: [JSONValue.Member] {
    switch self {
    case .record(let paper): paper.record
    case .withdraw(let paper, let signatory, let persons):
      paper.withdrawal(by: signatory, for: persons)
    }
  }
}

extension Wording {
  /// A waiver that is recorded in a cooperation.
  package init(_ paper: Paper, from unit: FunctionID, in conversation: ConversationID) {
    self.init(.consentRecord, from: unit, in: conversation)
    (purpose, basis, consenting) = (.crimePrevention, .waiver, .record(paper))
  }

  /// A waiver that is taken back.
  package init(
    _ signatory: Paper.Human, takesBack paper: Paper, for persons: [Paper.Human] = [],
    from unit: FunctionID, in conversation: ConversationID
  ) {
    self.init(.consentWithdraw, from: unit, in: conversation)
    purpose = .crimePrevention
    basis = .waiver
    consenting = .withdraw(paper, by: signatory, for: persons)
  }
}
