import Concerns
import Routing
import Testing

/// Owner by residence, acute help by presence (SoL 29:1, 29:4).
@Suite struct `Acute help` {
  private let directory: Directory
  private let day: CivilDate

  init() throws {
    directory = try Norrkoping.withDesk.get()
    day = try #require(CivilDate("2026-07-06"))
  }

  private func facts(
    home: String?, acuteIn: String?, protection: Protection = .none
  ) throws -> OwnershipFacts {
    OwnershipFacts(
      municipality: home.flatMap { MunicipalityCode($0) }, area: try #require(Area("norr")),
      protection: protection, target: .child, grounds: [.neglect],
      acuteIn: acuteIn.flatMap { MunicipalityCode($0) })
  }

  @Test(arguments: [
    // Lives here: residence decides, wherever the child is.
    (home: String?("0581"), acuteIn: String?.none, unit: "omradesenhet-norr"),
    ("0581", "0583", "omradesenhet-norr"), ("0581", "0581", "omradesenhet-norr"),
    // Lives elsewhere, or nobody knows: whoever is here is helped by whoever helps here.
    ("0583", "0581", "omradesenhet-norr"), (nil, "0581", "omradesenhet-norr"),
    // Neither lives here nor is here: the reception that received it.
    ("0583", nil, "mottagning-och-socialjour"), ("0583", "0583", "mottagning-och-socialjour"),
    ("0583", "0580", "mottagning-och-socialjour"), (nil, nil, "mottagning-och-socialjour"),
  ])
  func `is given where somebody is, all else where they live`(
    home: String?, acuteIn: String?, unit: String
  ) throws {
    let owner = directory.ownership(of: try facts(home: home, acuteIn: acuteIn), on: day)
    #expect(owner.unit == (try Norrkoping.unit(unit)))
  }

  @Test(arguments: [String?("0583"), nil, "0581"])
  func `for somebody protected is the protected desk's, wherever they are`(home: String?) throws {
    let facts = try facts(home: home, acuteIn: "0581", protection: .registered)
    let owner = directory.ownership(of: facts, on: day)
    #expect(owner.unit == (try Norrkoping.unit("skyddade-arenden")))
  }

  @Test func `says why it is ours`() throws {
    let guest = directory.ownership(of: try facts(home: "0583", acuteIn: "0581"), on: day)
    #expect(guest.reason.en.contains("SoL 29:4"))
    let resident = directory.ownership(of: try facts(home: "0581", acuteIn: "0581"), on: day)
    #expect(!resident.reason.en.contains("SoL 29:4"))
  }
}
