import Concerns
import Contacts
import Support
import Testing

/// The register of early contacts: whose it is, and whether somebody may come back to it.
@Suite struct `The register of early contacts` {
  private static let noon = named("2026-03-02T11:00:00Z", Moment.init(_:))
  private static let entrance = named("samverkan", AgencyID.init(_:))
  private static let other = named("annan", AgencyID.init(_:))
  private static let unit = named("norrkoping-socialnamnd.samverkan", FunctionID.init(_:))
  private static let right = PhraseMark(bytes: [7, 7, 7])
  private static let wrong = PhraseMark(bytes: [7, 7, 8])

  private var dice = SplitMix64(seed: 3)
  private var register = ContactRegister()

  private mutating func contact(
    in conversation: ConversationID? = nil, _ purpose: Purpose = .earlySupport
  ) -> Contact {
    let contact = Contact(
      reference: Reference(using: &dice), id: MessageID(RandomUUID(using: &dice)),
      agency: Self.entrance,
      conversation: conversation ?? ConversationID(RandomUUID(using: &dice)), unit: Self.unit,
      purpose: purpose, at: Self.noon)
    register.note(contact)
    return contact
  }

  private func comeBack(
    _ reference: Reference, _ mark: PhraseMark = Self.right, by agency: AgencyID = Self.entrance,
    after duration: Duration = .zero
  ) -> Result<Contact, ContactRefusal> {
    register.comeBack(reference, mark, by: agency, at: Self.noon + duration)
  }

  @Test mutating func `opens a contact for its phrase, as often as somebody comes`() {
    let contact = contact()
    register.give(Self.right, to: contact.reference)
    #expect(comeBack(contact.reference) == .success(contact))
    #expect(comeBack(contact.reference) == .success(contact))
  }

  @Test mutating func `answers every wrong try alike`() {
    let (contact, silent) = (contact(), contact())
    register.give(Self.right, to: contact.reference)
    #expect(comeBack(contact.reference, Self.wrong) == .failure(.wrong))
    #expect(comeBack(contact.reference, by: Self.other) == .failure(.wrong))
    #expect(comeBack(silent.reference) == .failure(.wrong))
    #expect(comeBack(Reference(using: &dice)) == .failure(.wrong))
  }

  @Test mutating func `forgets a phrase when another is drawn, and draws so many`() {
    let contact = contact()
    register.give(Self.right, to: contact.reference)
    register.give(Self.wrong, to: contact.reference)
    #expect(comeBack(contact.reference) == .failure(.wrong))
    #expect(comeBack(contact.reference, Self.wrong) == .success(contact))
    for _ in 2..<ContactRegister.phraseLimit {
      #expect(register.refusalOfPhrase(for: contact.reference, by: Self.entrance) == nil)
      register.give(Self.right, to: contact.reference)
    }
    #expect(register.refusalOfPhrase(for: contact.reference, by: Self.entrance) == .spent)
    #expect(register.refusalOfPhrase(for: contact.reference, by: Self.other) == .unknown)
    let nobodys = Reference(using: &dice)
    #expect(register.refusalOfPhrase(for: nobodys, by: Self.entrance) == .unknown)
  }

  @Test(arguments: [(4, 0, true), (5, 0, false), (5, 86_399, false), (5, 86_400, true)])
  mutating func `is closed for a day after five wrong tries, to a right one too`(
    tries: Int, seconds: Int, isOpen: Bool
  ) {
    let contact = contact()
    let another = self.contact()
    for reference in [contact.reference, another.reference] {
      register.give(Self.right, to: reference)
    }
    for _ in 0..<tries {
      register.noteTry(contact.reference, by: Self.entrance, at: Self.noon)
    }
    let answer = comeBack(contact.reference, after: .seconds(seconds))
    #expect(answer == (isOpen ? .success(contact) : .failure(.locked)))
    #expect(comeBack(another.reference, after: .seconds(seconds)) == .success(another))
  }

  @Test mutating func `closes an agency that tries one reference after the other`() {
    let contact = contact()
    register.give(Self.right, to: contact.reference)
    for _ in 0..<Tries.agencyLimit {
      #expect(comeBack(contact.reference) == .success(contact))
      register.noteTry(Reference(using: &dice), by: Self.entrance, at: Self.noon)
    }
    #expect(comeBack(contact.reference) == .failure(.locked))
    #expect(comeBack(contact.reference, by: Self.other) == .failure(.wrong))
    #expect(comeBack(contact.reference, after: Tries.period) == .success(contact))
  }

  @Test(arguments: [
    (GuardianNotice.mayBeTold, nil), (.mustNotBeTold, ContactRefusal.withheld),
    (.unknown, .withheld),
  ])
  mutating func `asks the guardians only where they may be told`(
    notice: GuardianNotice, refusal: ContactRefusal?
  ) {
    let contact = contact()
    #expect(
      register.refusal(of: .guardians, for: contact.reference, guardians: notice) == refusal)
    // What else a worker may choose never depends on it: no way ends here.
    for choice in [ContactChoice.advice, .application, .report] {
      #expect(register.refusal(of: choice, for: contact.reference, guardians: notice) == nil)
    }
  }

  @Test mutating func `makes one application and one report of a contact`() {
    let contact = contact()
    for choice in [ContactChoice.application, .report] {
      register.choose(choice, for: contact.reference, in: Self.unit, at: Self.noon)
      #expect(
        register.refusal(of: choice, for: contact.reference, guardians: .unknown) == .decided)
    }
    register.choose(.advice, for: contact.reference, in: Self.unit, at: Self.noon)
    #expect(register.refusal(of: .advice, for: contact.reference, guardians: .unknown) == nil)
  }

  @Test mutating func `counts what came, who came back, and what was made of it`() throws {
    for _ in 0..<5 {
      let first = contact()
      _ = contact(in: first.conversation, .consultation)
      _ = contact(.consultation)
      for choice in ContactChoice.allCases {
        register.choose(choice, for: first.reference, in: Self.unit, at: Self.noon)
      }
    }
    let counts = register.counts(
      of: 2026, units: [], at: try #require(Moment("2026-04-02T11:00:00Z")))
    #expect(counts.rows.allSatisfy { $0.unit == Self.unit && $0.months == [nil, nil, 5] })
    #expect(counts.rows.map(\.kind) == ContactKind.allCases)
  }
}
