import Concerns
import Support

/// One mechanical change that no directory survives.
enum DirectoryBreak: String, CaseIterable, Sendable {
  case daysOverlap, daysMissing, claimTwice, successorMissing, areaForgotten
  case ownerUnknown, dutyUnknown, noOnCall, dutyEndsEarly, boardEndsEarly, endsBeforeBeginning
  case deputiesInACycle, deputyUnknown, areaElsewhere, areaTwice, schoolUnknown, schoolTwice
  case schoolNowhere, deskUnknown, wallOwns, dutyThroughWall
  case turnMissing, turnEndsEarly, turnsOverlap, holdingsOverlap, holdingsMissing

  /// Changes the directory; `false`, and nothing changed, where it has no place for it.
  func apply(to directory: inout GeneratedDirectory, _ dice: inout SplitMix64) -> Bool {
    switch self {
    case .daysOverlap, .daysMissing, .claimTwice, .successorMissing, .areaForgotten:
      changeClaims(of: &directory, &dice)
    case .ownerUnknown, .dutyUnknown, .noOnCall, .dutyEndsEarly, .boardEndsEarly,
      .endsBeforeBeginning, .deputiesInACycle, .deputyUnknown, .wallOwns, .dutyThroughWall:
      changeUnits(of: &directory, &dice)
    case .areaElsewhere, .areaTwice, .schoolUnknown, .schoolTwice, .schoolNowhere, .deskUnknown:
      changePlaces(of: &directory, &dice)
    case .turnMissing, .turnEndsEarly, .turnsOverlap: changeTurns(of: &directory, &dice)
    case .holdingsOverlap, .holdingsMissing:
      changeHoldings(of: &directory, &dice)
    }
  }

  private func changeClaims(
    of directory: inout GeneratedDirectory, _ dice: inout SplitMix64
  ) -> Bool {
    let owning = directory.units.indices.filter { !directory.units[$0].claims.isEmpty }
    // Whoever ends is followed by the next in the list: a chain is drawn in one go.
    let ending = owning.filter { directory.units[$0].end != nil }
    switch self {
    case .daysOverlap, .daysMissing:
      guard let unit = ending.drawn(&dice), let end = directory.units[unit].end else {
        return false
      }
      let shift = 1 + dice.below(20)
      directory.units[unit].end = end.after(days: self == .daysOverlap ? shift : -shift)
    case .claimTwice:
      guard let unit = owning.drawn(&dice) else { return false }
      var twin = directory.units[unit]
      twin.id = "tvilling"
      (twin.functions, twin.owner, twin.office, twin.onCall) = (
        ["tvilling"], "tvilling", "tvilling", "jour"
      )
      twin.deputies = [:]
      directory.units.insert(twin, at: 3 + dice.below(directory.units.count - 3))
    case .successorMissing:
      guard let unit = ending.drawn(&dice) else { return false }
      directory.units[unit + 1].claims = []
    default:
      let choices = ending.filter {
        directory.parts.count > 1 && directory.units[$0].claims[0].areas?.isEmpty == false
      }
      guard let unit = choices.drawn(&dice) else { return false }
      let here = directory.units[unit].claims[0].areas
      let other = directory.parts.map(\.id).first { here?.contains($0) == false }
      guard let other else { return false }
      // The successor takes over another area than the one that was left to it.
      for claim in directory.units[unit + 1].claims.indices {
        directory.units[unit + 1].claims[claim].areas = [other]
      }
    }
    return true
  }

  private func changeUnits(
    of directory: inout GeneratedDirectory, _ dice: inout SplitMix64
  ) -> Bool {
    let unit = dice.below(directory.units.count)
    let function = directory.units[unit].functions[0]
    let later = GeneratedDirectory.start.after(days: 400 + dice.below(1000))
    switch self {
    case .ownerUnknown: directory.units[unit].owner = "ingen"
    case .dutyUnknown: directory.units[unit].office = "ingen"
    case .noOnCall: directory.units[unit].onCall = nil
    case .dutyEndsEarly:
      directory.units.append(
        GeneratedDirectory.Unit(
          id: "kort", board: "namnd", from: GeneratedDirectory.start, until: later,
          functions: ["kort"], owner: "kort", office: "kort", onCall: "kort"))
      directory.units[0].onCall = "kort"
    case .boardEndsEarly: directory.boards[0].until = later
    case .endsBeforeBeginning:
      directory.units[unit].until = directory.units[unit].from.after(days: -1 - dice.below(99))
    case .deputiesInACycle: directory.units[0].deputies["mottagning"] = "bak"
    case .deputyUnknown: directory.units[unit].deputies[function] = "ingen"
    case .wallOwns:
      directory.units[2].claims = [GeneratedDirectory.Claim(targets: ["unknown"])]
    default: directory.units[unit].onCall = unit == 2 ? "jour" : "radgivning"
    }
    return true
  }

  private func changePlaces(
    of directory: inout GeneratedDirectory, _ dice: inout SplitMix64
  ) -> Bool {
    let part = dice.below(directory.parts.count)
    let school = directory.schools.drawn(&dice)
    switch self {
    case .areaElsewhere: directory.parts[part].municipality = "0580"
    case .areaTwice:
      directory.parts.append(
        GeneratedDirectory.Part(
          id: directory.parts[part].id, municipality: dice.below(2) == 0 ? "0580" : nil,
          schools: []))
    case .schoolUnknown: directory.parts[part].schools.append("skolor.ingen")
    case .schoolTwice:
      guard let school else { return false }
      directory.parts[part].schools.append(school)
    case .schoolNowhere: directory.schools.append("skolor.vilsen")
    default: directory.parts[part].desk = "ingen"
    }
    return self != .schoolNowhere || directory.schools.count > 0
  }

  private func changeTurns(
    of directory: inout GeneratedDirectory, _ dice: inout SplitMix64
  ) -> Bool {
    guard !directory.rosters.isEmpty, directory.rosters[0].turns.count > 1 else { return false }
    let turn = 1 + dice.below(directory.rosters[0].turns.count - 1)
    switch self {
    case .turnMissing: directory.rosters[0].turns.remove(at: turn)
    // Turns change at eight, when the offices open: an hour before they are closed.
    case .turnEndsEarly: directory.rosters[0].turns[turn - 1].ends -= 1 + dice.below(400)
    default: directory.rosters[0].turns[turn].begins -= 1 + dice.below(400)
    }
    return true
  }

  private func changeHoldings(
    of directory: inout GeneratedDirectory, _ dice: inout SplitMix64
  ) -> Bool {
    guard let end = directory.holdings.first?.until else { return false }
    let shift = 1 + dice.below(50)
    directory.holdings[0].until = end.after(days: self == .holdingsOverlap ? shift : -shift)
    return true
  }
}

extension GeneratedDirectory.Unit {
  /// When it stops owning, by its own days or by its claims'.
  var end: CivilDate? {
    get { until ?? claims.first?.until }
    set {
      if until != nil { until = newValue }
      for claim in claims.indices where claims[claim].until != nil {
        claims[claim].until = newValue
      }
    }
  }
}

extension Array {
  /// One of them; `nil` where there is none.
  func drawn(_ dice: inout SplitMix64) -> Element? { isEmpty ? nil : self[dice.below(count)] }
}
