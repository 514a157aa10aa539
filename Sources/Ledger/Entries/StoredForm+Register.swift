import Admission
import Concerns
import Evidence
import Wire

extension StoredForm {
  /// An operator's act, as it is replayed at every start.
  static func bytes(of act: RegistryAct, by member: MemberID) -> [UInt8] {
    JSONValue.object(
      [.init("v", .integer(1)), .init("by", .string(member.text))] + members(of: act)
    ).bytes
  }

  static func act(
    _ bytes: [UInt8]
  ) throws(LedgerError) -> (act: RegistryAct, by: MemberID) {
    let value = try read(bytes)
    guard let name = value["act"]?.string, let act = act(named: name, in: value),
      let member = value["by"]?.string.flatMap(MemberID.init(_:))
    else { throw .corrupt(table: "field") }
    return (act, member)
  }

  private static func members(of act: RegistryAct) -> [JSONValue.Member] {
    switch act {
    case .addAgency(let agency):
      [
        .init("act", .string("agency.add")), .init("id", .string(agency.id.text)),
        .init("name", .string(agency.name)), .init("party", .string(agency.party.rawValue)),
        .init("bound", .bool(agency.isBoundToReport)),
        .init("functions", value(of: agency.functions)),
      ] + (agency.isContracted ? [.init("contracted", .bool(true))] : [])
    case .addMember(let member):
      [
        .init("act", .string("member.add")), .init("id", .string(member.id.text)),
        .init("curveKey", .string(member.curveKey)),
        .init("functions", value(of: member.functions)),
        .init("operator", .bool(member.isOperator)),
      ] + (member.isInspector ? [.init("inspector", .bool(true))] : [])
    case .removeMember(let id):
      [.init("act", .string("member.remove")), .init("id", .string(id.text))]
    case .addKey(let key, let agency, let until, let holder):
      [
        .init("act", .string("key.add")), .init("agency", .string(agency.text)),
        .init("key", .string(key.wire)),
      ] + (until.map { [.init("until", .string($0.text))] } ?? [])
        + (holder.map { [.init("holder", .string($0.text))] } ?? [])
    case .retireKey(let id, let agency):
      [
        .init("act", .string("key.retire")), .init("agency", .string(agency.text)),
        .init("keyid", .string(id.text)),
      ]
    case .revokeKey(let id, let agency):
      [
        .init("act", .string("key.revoke")), .init("agency", .string(agency.text)),
        .init("keyid", .string(id.text)),
      ]
    }
  }

  private static func act(named name: String, in value: JSONValue) -> RegistryAct? {
    let agency = value["agency"]?.string.flatMap(AgencyID.init(_:))
    let key = value["keyid"]?.string.flatMap(KeyID.init(_:))
    switch name {
    case "agency.add": return self.agency(in: value).map(RegistryAct.addAgency)
    case "member.add": return member(in: value).map(RegistryAct.addMember)
    case "member.remove":
      return value["id"]?.string.flatMap(MemberID.init(_:)).map(RegistryAct.removeMember)
    case "key.add":
      guard let agency, let key = value["key"]?.string.flatMap(VerifyingKey.init(wire:)) else {
        return nil
      }
      return .addKey(
        key, of: agency, until: value["until"]?.string.flatMap(Moment.init(_:)),
        holder: value["holder"]?.string.flatMap(MemberID.init(_:)))
    case "key.retire":
      guard let agency, let key else { return nil }
      return .retireKey(key, of: agency)
    case "key.revoke":
      guard let agency, let key else { return nil }
      return .revokeKey(key, of: agency)
    default: return nil
    }
  }

  private static func agency(in value: JSONValue) -> Agency? {
    guard let id = value["id"]?.string.flatMap(AgencyID.init(_:)),
      let name = value["name"]?.string,
      let party = value["party"]?.string.flatMap(Party.init(rawValue:)),
      let isBound = value["bound"]?.bool, let functions = functions(in: value)
    else { return nil }
    return Agency(
      id: id, name: name, party: party, isBoundToReport: isBound,
      isContracted: value["contracted"]?.bool ?? false, functions: functions)
  }

  private static func member(in value: JSONValue) -> Member? {
    guard let id = value["id"]?.string.flatMap(MemberID.init(_:)),
      let curveKey = value["curveKey"]?.string, let functions = functions(in: value),
      let isOperator = value["operator"]?.bool
    else { return nil }
    return Member(
      id: id, curveKey: curveKey, functions: functions, isOperator: isOperator,
      isInspector: value["inspector"]?.bool ?? false)
  }

  private static func value(of functions: Set<FunctionID>) -> JSONValue {
    .array(functions.sorted().map { .string($0.text) })
  }

  private static func functions(in value: JSONValue) -> Set<FunctionID>? {
    guard let names = value["functions"]?.array else { return nil }
    let functions = names.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
    return functions.count == names.count ? Set(functions) : nil
  }
}
