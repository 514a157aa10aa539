import Concerns
import Consents
import Testing

@Suite struct `A census of consents` {
  let table: Table
  var register = ConsentRegister()

  init() throws { table = try Table() }

  @Test mutating func `says what each cooperation opens, and how many it is about`() throws {
    let persons = [try table.waived(), try table.grown(table.friend)]
    _ = register.record(try table.waiver(1, cooperation: 3, of: persons), at: table.start)
    let later = table.end + .seconds(60)
    let own = try table.waiver(
      2, cooperation: 3, parties: [table.police, table.leisure], classes: [.measures],
      until: later, authority: table.police)
    _ = register.record(own, at: table.start)
    let listed = try #require(register.census(at: table.start).first)
    #expect(listed.cooperation == (try table.cooperation(3)))
    #expect(listed.form == .sspf)
    #expect(listed.standing == .open)
    #expect(listed.parties == [table.leisure, table.police, table.school, table.board].sorted())
    #expect(listed.classes == [.identity, .school, .measures])
    #expect(listed.until == later)
    #expect(listed.persons == 2)
    #expect(listed.waivers.map(\.authority) == [table.school, table.police])
    #expect(listed.waivers.map(\.persons) == [2, 1])
    #expect(listed.waivers.map(\.classes) == [[.identity, .school], [.measures]])
  }

  @Test mutating func `calls a cooperation open, then expired`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    #expect(standings(at: table.end + .milliseconds(-1)) == [.open])
    #expect(standings(at: table.end) == [.expired])
  }

  @Test mutating func `calls a cooperation half once the person has come of age`() throws {
    let person = try table.waived(born: "2008-06-05")
    _ = register.record(try table.waiver(of: [person]), at: table.start)
    #expect(standings(at: try #require(Moment("2026-06-04T21:59:59Z"))) == [.open])
    #expect(standings(at: try #require(Moment("2026-06-04T22:00:00Z"))) == [.half])
    #expect(standings(at: table.end) == [.expired])
  }

  @Test mutating func `calls a cooperation held once it is for anybody`() throws {
    let persons = [try table.waived(), try table.grown(table.friend)]
    _ = register.record(try table.waiver(of: persons), at: table.start)
    _ = register.withdraw(try table.withdrawal(by: table.friend), at: table.start)
    #expect(standings(at: table.start) == [.held])
    #expect(standings(at: table.end) == [.held])
  }

  @Test mutating func `goes on from the name where it stopped`() throws {
    for number in [3, 1, 2] {
      _ = register.record(try table.waiver(number, cooperation: number), at: table.start)
    }
    func names(after number: Int?) throws -> [CooperationID] {
      register.census(after: try number.map(table.cooperation), at: table.start)
        .map(\.cooperation)
    }
    let all = try [1, 2, 3].map(table.cooperation)
    #expect(try names(after: nil) == all)
    #expect(try names(after: 1) == Array(all.dropFirst()))
    #expect(try names(after: 3).isEmpty)
  }

  @Test mutating func `is bounded`() throws {
    for number in 1...ConsentRegister.censusLimit + 1 {
      let person = try table.grown(Table.person(UInt8(number % 251)))
      _ = register.record(
        try table.waiver(number, cooperation: number, of: [person]), at: table.start)
    }
    let page = register.census(at: table.start)
    #expect(page.count == ConsentRegister.censusLimit)
    let last = try #require(page.last)
    #expect(register.census(after: last.cooperation, at: table.start).count == 1)
    #expect(register.census(limit: 7, at: table.start) == Array(page.prefix(7)))
    #expect(register.census(limit: .max, at: table.start).count == page.count)
  }

  private func standings(at now: Moment) -> [ConsentStanding] {
    register.census(at: now).map(\.standing)
  }
}

@Suite struct `Weeding consents` {
  let table: Table
  var register = ConsentRegister()

  init() throws {
    table = try Table()
    _ = register.record(try table.waiver(), at: table.start)
  }

  @Test mutating func `keeps what has not ended`() throws {
    #expect(register.weed(endedBefore: table.end).isEmpty)
    #expect(register.opens(table.young, table.school, table.police, at: table.start))
    #expect(register.census(at: table.start).count == 1)
  }

  @Test mutating func `removes what has, and names what has gone`() throws {
    _ = register.record(
      try table.waiver(
        2, cooperation: 2, of: [table.grown(table.friend)], until: table.end + .seconds(9)),
      at: table.start)
    let late = table.end + .milliseconds(1)
    #expect(register.weed(endedBefore: late) == [try table.cooperation(1)])
    #expect(register.census(at: table.start).map(\.cooperation) == [try table.cooperation(2)])
    #expect(register.epoch(of: table.young) == 1, "a delivery may rest on it")
    #expect(register.weed(endedBefore: late).isEmpty)
  }

  @Test mutating func `leaves of a cooperation what still holds`() throws {
    let late = table.end + .milliseconds(1)
    _ = register.record(try table.waiver(2, until: late), at: table.start)
    #expect(register.weed(endedBefore: late).isEmpty)
    #expect(register.listed(try table.cooperation(1), at: table.start)?.waivers.count == 1)
    #expect(register.opens(table.young, table.school, table.police, at: table.start))
  }

  @Test mutating func `takes no more at a time than it is asked to, the oldest first`() throws {
    for number in 2...5 {
      _ = register.record(
        try table.waiver(
          number, cooperation: number, until: table.end + .seconds(Int64(9 - number))),
        at: table.start)
    }
    let late = table.end + .seconds(60)
    let gone = (1...4).map { _ in register.weed(endedBefore: late, limit: 1) }
    #expect(try gone == [1, 5, 4, 3].map { [try table.cooperation($0)] })
    #expect(register.census(at: table.start).map(\.cooperation) == [try table.cooperation(2)])
  }

  @Test mutating func `begins a year after the end`() throws {
    let year = table.end + ConsentRegister.keeping
    #expect(register.weed(at: year).isEmpty)
    let stretched = try table.waiver(2, cooperation: 2, until: year + .seconds(60), paper: 1)
    #expect(register.outcome(of: stretched, at: year) == .refused(.widened))
    #expect(register.weed(at: year + .milliseconds(1)) == [try table.cooperation(1)])
  }

  @Test mutating func `does not reopen a cooperation that was withdrawn from`() throws {
    _ = register.withdraw(try table.withdrawal(), at: table.start)
    let late = table.end + .milliseconds(1)
    #expect(register.weed(endedBefore: late) == [try table.cooperation(1)])
    let waiver = try table.waiver(2, until: late + .seconds(60))
    #expect(register.record(waiver, at: late) == .refused(.withdrawn))
    #expect(register.withdraw(try table.withdrawal(), at: late) == .refused(.unknownCooperation))
  }

  @Test mutating func `lets a cooperation that only ended begin again`() throws {
    let late = table.end + .milliseconds(1)
    _ = register.weed(endedBefore: late)
    let waiver = try table.waiver(1, until: late + .seconds(60))
    #expect(register.record(waiver, at: late) == .recorded(raised: [table.young]))
    #expect(register.epoch(of: table.young) == 2)
  }

  @Test mutating func `leaves the ledger to say how far epochs have come`() throws {
    register.resume([table.young: 41])
    #expect(register.epoch(of: table.young) == 41)
    _ = register.withdraw(try table.withdrawal(), at: table.start)
    #expect(register.epoch(of: table.young) == 42)
  }
}
