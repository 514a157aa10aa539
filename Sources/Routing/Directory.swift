package import Concerns
import Tables

/// Who owns a concern, and who is on duty: the organisation as data, with its dates.
///
/// Ownership depends on the facts and the day alone; duty maps a unit and an instant to whoever
/// receives now. Both are total: there is always an answer, and exactly one. How to write the
/// file: `protocols/directory.md`.
package struct Directory: Sendable {
  /// The file as given, byte by byte: what a digest of the directory is taken over.
  package let bytes: [UInt8]
  /// The agency whose organisation it is.
  package let agency: AgencyID
  /// The municipality it answers for.
  package let municipality: MunicipalityCode
  /// The first day it speaks of.
  package let from: CivilDate
  /// Boards, in the order of the file.
  package let boards: [Board]
  /// Units, in the order of the file.
  package let units: [DirectoryUnit]
  /// Parts of the municipality that a sender may name.
  package let areas: Set<AreaID>
  /// What is known of those parts, in the order of the file.
  package let parts: [MunicipalPart]
  /// Schools and preschools, in the order of the file.
  package let schools: [School]
  /// Which units hold matters together, in the order of the file.
  let holdings: [Holding]
  /// Who is on call when, in the order of the file.
  package let rosters: [Roster]
  /// When the offices are staffed.
  package let hours: OfficeHours
  /// Agreements on cooperation, in the order of the file.
  package let agreements: [Agreement]
  /// Who may decide what, in the order of the file.
  package let delegations: [Delegation]
  /// Who is told of every emergency besides the unit's head; `nil` where none is named.
  package let dataProtectionOfficer: FunctionID?
  /// Who answers questions that name nobody, in the order of the file.
  package let consultations: [ConsultationDesk]
  let reception: DirectoryUnit
  package let protectedDesk: DirectoryUnit
  let dayEntrance: PublicEntrance
  let nightEntrance: PublicEntrance

  /// The entrances a sender may be told of: the day's first, then the one for other hours.
  package var entrances: [PublicEntrance] { [dayEntrance, nightEntrance] }

  /// Every function that may have a mailbox, in the order of the file.
  package let functions: [FunctionID]

  /// Whether one of these names a function of the directory's own agency that it does not have.
  package func lacks(anyOf names: Set<String>) -> Bool {
    guard !names.isEmpty else { return false }
    let known = Set(functions)
    return names.compactMap(FunctionID.init(_:)).contains { name in
      name.agency == agency && !known.contains(name)
    }
  }

  /// Finds the one unit that owns a concern on a day.
  ///
  /// Protection comes first, so that an address never decides about someone protected. An unknown
  /// protection alone changes nothing. What is held together is never split by area or group.
  /// Whatever no unit claims belongs to the reception.
  package func ownership(of facts: OwnershipFacts, on day: CivilDate) -> Owner {
    if needsProtection(facts) {
      return owner(protectedDesk, because: OwnershipReason.protected)
    }
    guard isOurs(facts) else {
      return owner(reception, because: OwnershipReason.elsewhere)
    }
    let guest = facts.municipality == municipality ? nil : OwnershipReason.present
    if let holder = holder(of: facts.grounds, on: day) {
      return owner(holder, because: guest ?? OwnershipReason.heldTogether)
    }
    let claimant = units.first { unit in
      unit.period.contains(day) && unit.claims.contains { $0.covers(facts, on: day) }
    }
    if let claimant {
      return owner(claimant, because: guest ?? OwnershipReason.claimed)
    }
    return owner(reception, because: guest ?? OwnershipReason.reception)
  }

  /// Whether the municipality helps: whoever lives there, and at once whoever is there now.
  func isOurs(_ facts: OwnershipFacts) -> Bool {
    facts.municipality == municipality || facts.acuteIn == municipality
  }

  /// Whether a matter is to be passed on: the person lives in another municipality that is known.
  ///
  /// Never of somebody protected, whose registered municipality says nothing.
  package func isForAnother(_ handling: Handling) -> Bool {
    guard let home = handling.municipality, !needsProtection(handling) else { return false }
    return home != municipality
  }

  /// Whether a concern about these facts is for the protected desk, whoever else would own it.
  func needsProtection(_ facts: OwnershipFacts) -> Bool {
    facts.area == .protected || facts.protection == .marked || facts.protection == .registered
  }

  /// The function that receives for a unit at this instant; the reception's for an unknown unit.
  package func duty(_ unit: UnitID, at moment: Moment) -> FunctionID {
    let unit = units.first { $0.id == unit } ?? reception
    let (day, second) = LocalTime.reading(at: moment)
    return duty(unit, on: day, minute: second / 60)
  }

  /// The public entrance to name to any sender. Depends on the hour only.
  package func entrance(at moment: Moment) -> PublicEntrance {
    hours.contains(moment) ? dayEntrance : nightEntrance
  }

  /// Everyone who receives what an owner owns: its own function, then whoever else is on duty.
  package func recipients(_ owner: Owner, at moment: Moment) -> [FunctionID] {
    let duty = duty(owner.unit, at: moment)
    return duty == owner.function ? [owner.function] : [owner.function, duty]
  }

  /// The unit a function belongs to; `nil` for a function of somebody else.
  package func unit(of function: FunctionID) -> DirectoryUnit? {
    units.first { $0.functions.contains { $0.id == function } }
  }

  /// Whether a wall stands around the unit of a function; somebody else's function has none here.
  package func isWalled(_ function: FunctionID) -> Bool {
    unit(of: function)?.isWalled ?? false
  }

  /// The owner that a concern gets when somebody redirects it to a function.
  ///
  /// - Returns: `nil` when the function is unknown, its unit is not in force that day, or a wall
  ///   stands around it.
  package func owner(redirectedTo function: FunctionID, on day: CivilDate) -> Owner? {
    guard let unit = unit(of: function), unit.period.contains(day), !unit.isWalled else {
      return nil
    }
    return owner(unit, because: OwnershipReason.redirected)
  }

  func owner(_ unit: DirectoryUnit, because reason: LocalizedText) -> Owner {
    Owner(unit: unit.id, function: unit.function, controller: unit.board, reason: reason)
  }
}
