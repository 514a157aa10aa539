import Concerns
import Consents
import Testing

@Suite struct `A form of cooperation` {
  let table: Table
  var register = ConsentRegister()

  init() throws { table = try Table() }

  @Test(arguments: CooperationForm.allCases)
  mutating func `is all that a waiver of that form opens`(form: CooperationForm) throws {
    _ = register.record(try table.waiver(form: form), at: table.start)
    for other in CooperationForm.allCases {
      let opens = register.opens(
        table.young, table.school, table.police, under: [other], at: table.start)
      #expect(opens == (other == form))
    }
    #expect(
      !register.opens(table.young, table.school, table.police, .matter, under: [], at: table.start))
  }

  /// Everybody is told that sharing has stopped; a plan of the same people goes on.
  @Test mutating func `that is withdrawn from is not held open by another`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    _ = register.record(try table.waiver(2, cooperation: 2, form: .sip), at: table.start)
    _ = register.withdraw(try table.withdrawal(), at: table.start)
    func opens(_ forms: Set<CooperationForm>) -> Bool {
      register.opens(table.young, table.school, table.police, under: forms, at: table.start)
    }
    #expect(!opens([.sspf, .sig]))
    #expect(opens([.sip]))
  }

  @Test mutating func `tells which cooperation opens a class`() throws {
    _ = register.record(try table.waiver(classes: [.identity]), at: table.start)
    _ = register.record(
      try table.waiver(2, cooperation: 2, form: .sig, classes: [.school]), at: table.start)
    func openings(
      _ dataClass: DataClass, _ forms: Set<CooperationForm> = [.sspf, .sig]
    ) -> Set<CooperationID> {
      register.openings(
        of: table.young, from: table.school, to: table.police, class: dataClass, under: forms,
        guardians: .mayBeTold, at: table.start)
    }
    let (first, second) = (try table.cooperation(1), try table.cooperation(2))
    #expect(openings(.identity) == [first])
    #expect(openings(.school) == [second])
    #expect(openings(.matter) == [first, second])
    #expect(openings(.school, [.sspf]) == [])
    #expect(openings(.health) == [])
  }

  /// No yes is of use for two kinds of cooperation: what a release takes is one.
  @Test func `belongs to one kind of message, and to what must come before it`() {
    for form in CooperationForm.allCases {
      let kinds = Kind.allCases.filter { $0.cooperationForms.contains(form) }
      #expect(
        form == .release ? kinds == [.releaseIndividual, .reservationOffer] : kinds.count == 1)
    }
    for kind in Kind.allCases where kind.isReport || kind == .noticePolice || kind.isConsent {
      #expect(kind.cooperationForms.isEmpty)
    }
  }
}
