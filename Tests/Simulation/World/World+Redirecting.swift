import Concerns
import Ledger
import Routing
import Support

// What is sent on, and how often: the rule that the broker keeps, said another way.
extension World {
  /// Something that was sent on before, so that some of it goes around.
  mutating func wandering(among held: [Station.Held]) -> DeliveryID? {
    guard dice.once(in: 2) else { return nil }
    let noted = host.store.noted
    return held.last { one in
      noted.deliveries[one.delivery].map { account.redirections[$0.entry] != nil } ?? false
    }?.delivery
  }

  /// From its arrival on a redirection may make another unit answerable.
  mutating func noteRedirection(of delivery: DeliveryID, to function: FunctionID) {
    guard let entry = host.store.look({ $0.deliveries[delivery]?.entry }) else { return }
    account.redirected[entry, default: []].insert(function)
    account.redirections[entry, default: 0] += 1
    // After two of them it may be whoever has the last word.
    guard account.redirections[entry] ?? 0 > 2, let letter = letter(behind: entry) else { return }
    account.redirected[entry, default: []].insert(lastOwner(of: letter))
  }

  /// Sent on twice by people, it is the head's of the reception, or the desk's for the protected.
  ///
  /// A reorganisation sends on, too, and is none of theirs: what was sent on from the unit that
  /// ends counts where it may, and not where it must.
  func checkJourney(
    of delivery: DeliveryID, askedFor asked: FunctionID, to owner: FunctionID?
  ) throws {
    let noted = host.store.noted
    guard let entry = noted.deliveries[delivery]?.entry, let letter = letter(behind: entry),
      let place = noted.sentOn[delivery], let decider = noted.deliveries[delivery]?.function
    else { return }
    let ending = name(of: Town.ending)
    let earlier = (noted.deliveriesOf[entry] ?? []).filter { other in
      noted.sentOn[other].map { $0 < place } ?? false
    }
    let most = Set(earlier.compactMap { noted.sentOn[$0] }).count
    let least = Set(
      earlier.filter { noted.deliveries[$0]?.function != ending }
        .compactMap { noted.sentOn[$0] }
    ).count
    let last = lastOwner(of: letter)
    guard let owner else {
      let hasTheLastWord = [last, Town.protectedDesk].contains { name(of: $0) == decider }
      let names = [last.text, last.agency.text]
      guard
        least < 2 || hasTheLastWord || asked == last || letter.kind.isAddressed
          || !letter.handling.excluded.isDisjoint(with: names)
      else { throw Violation("a concern was sent on a third time by those who share it") }
      return
    }
    guard most >= 2, owner == last else {
      throw Violation("a concern went to somebody whom nobody named")
    }
  }

  private func lastOwner(of letter: Letter) -> FunctionID {
    Account.owner(of: letter) == Town.protectedDesk ? Town.protectedDesk : Town.head
  }

  private func letter(behind entry: EntryIndex) -> Letter? {
    let noted = host.store.noted
    return account.letters.indices.first { account.place(of: $0, noted) == entry }
      .map { account.letters[$0] }
  }

  /// Whoever is answerable now may see what it answers for.
  func checkRedirection(of delivery: DeliveryID, to function: FunctionID) throws {
    let noted = host.store.noted
    guard let entry = noted.deliveries[delivery]?.entry,
      let letter = account.letters.indices.first(where: {
        account.place(of: $0, noted) == entry
      }).map({ account.letters[$0] })
    else { throw Violation("what nobody wrote was sent on") }
    guard function != Town.walled, Town.directory.unit(of: function) != nil else {
      throw Violation("a concern was sent to where nothing may be sent")
    }
    let names: Set = [function.text, function.agency.text]
    guard letter.handling.excluded.isDisjoint(with: names) else {
      throw Violation("a concern was sent on to somebody excluded by name")
    }
    guard noted.deliveries[delivery]?.standing.state.isOpen == false,
      let place = noted.sentOn[delivery]
    else { throw Violation("a delivery was sent on and is not over") }
    // Whoever was on duty for the old owner keeps nothing, unless it is for the new one, too.
    let duties = Town.directory.unit(of: function).map { [$0.officeDuty, $0.onCallDuty] } ?? []
    for other in noted.deliveriesOf[entry] ?? [] {
      guard let left = noted.deliveries[other], left.place.index < place,
        left.standing.state.isOpen
      else { continue }
      // What a named party has, it has by a waiver, whoever owns the concern.
      if letter.handling.parties.contains(where: { name(of: $0) == left.function }) { continue }
      guard left.function == name(of: Town.onCall), duties.contains(Town.onCall) else {
        throw Violation("a concern was sent on and still goes to those of its old owner")
      }
    }
  }
}
