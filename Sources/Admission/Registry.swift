package import Concerns
package import Evidence

/// Who takes part: agencies, their machines and their signing keys.
///
/// A value, built by replaying the acts that the ledger holds. Sorted by name, so that two
/// brokers list alike.
package struct Registry: Sendable {
  /// Most agencies, members and keys each. A county has some hundred agencies; ten times that.
  package static let limit = 10_000

  package private(set) var agencies: [AgencyID: Agency] = [:]
  package private(set) var members: [MemberID: Member] = [:]
  private var keys: [KeyName: AgencyKey] = [:]
  private var curveKeys: Set<String> = []
  /// The members of each agency: a key's holder is looked for at every act that is replayed.
  private var machines: [AgencyID: Set<MemberID>] = [:]

  private struct KeyName: Hashable {
    let agency: AgencyID
    let id: KeyID
  }

  package init() {}

  /// Makes one change, or none at all.
  package mutating func apply(_ act: RegistryAct, at moment: Moment) throws(RegistryError) {
    switch act {
    case .addAgency(let agency): try add(agency)
    case .addMember(let member): try add(member)
    case .removeMember(let id):
      guard let member = members.removeValue(forKey: id) else { throw .unknownMember }
      curveKeys.remove(member.curveKey)
      machines[id.agency]?.remove(id)
    case .addKey(let key, let agency, let until, let holder):
      let holder = holder ?? loneOperator(of: agency)
      try add(AgencyKey(key, of: agency, from: moment, until: until, holder: holder))
    case .retireKey(let id, let agency):
      try change(id, of: agency) { $0.retire(at: moment) }
    case .revokeKey(let id, let agency):
      try change(id, of: agency) { $0.revoke(at: moment) }
    }
  }

  /// The key that an agency signs with under this name; `nil` if it is not the agency's.
  package func key(_ id: KeyID, of agency: AgencyID) -> AgencyKey? {
    keys[KeyName(agency: agency, id: id)]
  }

  /// All keys of an agency, by name.
  package func keys(of agency: AgencyID) -> [AgencyKey] {
    keys.values.filter { $0.agency == agency }.sorted { $0.key.id < $1.key.id }
  }

  /// Whose connection a CURVE key makes: what the edge's access table is made from.
  package var accessTable: [String: MemberID] {
    var table: [String: MemberID] = [:]
    for member in members.values where !member.comesLocally { table[member.curveKey] = member.id }
    return table
  }

  /// Likewise for the admin socket.
  package var operatorTable: [String: MemberID] {
    var table: [String: MemberID] = [:]
    for member in members.values where member.comesLocally { table[member.curveKey] = member.id }
    return table
  }

  private mutating func add(_ agency: Agency) throws(RegistryError) {
    guard agency.id != .broker else { throw .reservedName }
    guard agencies[agency.id] == nil else { throw .agencyExists }
    guard agencies.count < Self.limit, agency.functions.count <= Agency.functionLimit else {
      throw .tooMany
    }
    guard agency.functions.allSatisfy({ $0.agency == agency.id }) else { throw .foreignFunction }
    agencies[agency.id] = agency
  }

  private mutating func add(_ member: Member) throws(RegistryError) {
    guard let agency = agencies[member.id.agency] else { throw .unknownAgency }
    guard members[member.id] == nil else { throw .memberExists }
    guard members.count < Self.limit else { throw .tooMany }
    guard member.functions.isSubset(of: agency.functions) else { throw .foreignFunction }
    guard member.curveKey.utf8.count == 40 else { throw .badCurveKey }
    guard curveKeys.insert(member.curveKey).inserted else { throw .curveKeyInUse }
    members[member.id] = member
    machines[member.id.agency, default: []].insert(member.id)
  }

  /// The operator of an agency that has no other machine.
  private func loneOperator(of agency: AgencyID) -> MemberID? {
    guard let own = machines[agency], own.count == 1, let id = own.first,
      members[id]?.isOperator == true
    else { return nil }
    return id
  }

  private mutating func add(_ key: AgencyKey) throws(RegistryError) {
    guard agencies[key.agency] != nil else { throw .unknownAgency }
    guard keys.count < Self.limit else { throw .tooMany }
    if let holder = key.holder {
      guard members[holder] != nil, holder.agency == key.agency else { throw .unknownMember }
    }
    let name = KeyName(agency: key.agency, id: key.key.id)
    guard keys[name] == nil else { throw .keyExists }
    keys[name] = key
  }

  private mutating func change(
    _ id: KeyID, of agency: AgencyID, _ body: (inout AgencyKey) -> Void
  ) throws(RegistryError) {
    let name = KeyName(agency: agency, id: id)
    guard var key = keys[name] else { throw .unknownKey }
    body(&key)
    keys[name] = key
  }
}
