import Admission
import Concerns
import Evidence
import Wire

/// How the register is written in the operator's requests and answers.
enum RegistryForm {
  static func act(_ name: String, _ request: JSONValue) throws(Problem) -> RegistryAct {
    switch name {
    case "agency.add": return .addAgency(try newAgency(request))
    case "member.add": return .addMember(try newMember(request))
    case "member.remove":
      return .removeMember(try read(request, "id", MemberID.init(_:)))
    case "key.add":
      let bytes = request["key"]?.string.flatMap { Base64.url.decode($0) } ?? []
      if VerifyingKey.hasSmallOrder(bytes) {
        throw Problem(.smallOrderKey, frame: 2, pointer: "/key")
      }
      return .addKey(
        try read(request, "key", VerifyingKey.init(wire:)), of: try agency(in: request, "agency"),
        until: try until(request),
        holder: request["holder"] == nil ? nil : try read(request, "holder", MemberID.init(_:)))
    case "key.retire":
      return .retireKey(
        try read(request, "keyid", KeyID.init(_:)), of: try agency(in: request, "agency"))
    default:
      return .revokeKey(
        try read(request, "keyid", KeyID.init(_:)), of: try agency(in: request, "agency"))
    }
  }

  /// What is answered once the act is on disk.
  static func answer(_ name: String, to act: RegistryAct, in registry: Registry) -> JSONValue {
    let subject: JSONValue.Member =
      switch act {
      case .addAgency(let agency): .init("agency", value(of: agency))
      case .addMember(let member): .init("member", value(of: member))
      case .removeMember(let id): .init("member", .object([.init("id", .string(id.text))]))
      case .addKey(let key, let agency, _, _):
        .init("key", registry.key(key.id, of: agency).map(value(of:)) ?? .null)
      case .retireKey(let id, let agency), .revokeKey(let id, let agency):
        .init("key", registry.key(id, of: agency).map(value(of:)) ?? .null)
      }
    return .object([.init("act", .string(name)), subject])
  }

  static func agencies(_ registry: Registry) -> JSONValue {
    let agencies = registry.agencies.values.sorted { $0.id < $1.id }
    return .object([
      .init("act", .string("agency.ls")), .init("agencies", .array(agencies.map(value(of:)))),
    ])
  }

  static func members(_ registry: Registry, of agency: AgencyID?) -> JSONValue {
    .object([
      .init("act", .string("member.ls")), .init("members", list(registry, of: agency)),
    ])
  }

  static func keys(_ registry: Registry, of agency: AgencyID) -> JSONValue {
    .object([
      .init("act", .string("key.ls")),
      .init("keys", .array(registry.keys(of: agency).map(value(of:)))),
    ])
  }

  static func show(_ agency: Agency, _ registry: Registry) -> JSONValue {
    .object([
      .init("act", .string("agency.show")), .init("agency", value(of: agency)),
      .init("members", list(registry, of: agency.id)),
      .init("keys", .array(registry.keys(of: agency.id).map(value(of:)))),
    ])
  }

  static func agency(in request: JSONValue, _ name: String) throws(Problem) -> AgencyID {
    try read(request, name, AgencyID.init(_:))
  }

  private static func list(_ registry: Registry, of agency: AgencyID?) -> JSONValue {
    let members = registry.members.values.filter { agency == nil || $0.id.agency == agency }
    return .array(members.sorted { $0.id < $1.id }.map(value(of:)))
  }

  private static func newAgency(_ request: JSONValue) throws(Problem) -> Agency {
    guard let isBound = request["bound"]?.bool else {
      throw Problem(.badRequest, frame: 2, pointer: "/bound")
    }
    return Agency(
      id: try agency(in: request, "id"), name: try read(request, "name", { $0 }),
      party: try read(request, "party", Party.init(rawValue:)), isBoundToReport: isBound,
      isContracted: request["contracted"]?.bool ?? false, functions: try functions(request))
  }

  private static func newMember(_ request: JSONValue) throws(Problem) -> Member {
    Member(
      id: try read(request, "id", MemberID.init(_:)),
      curveKey: try read(request, "curveKey", { $0 }), functions: try functions(request),
      isOperator: request["operator"]?.bool ?? false,
      isInspector: request["inspector"]?.bool ?? false)
  }

  private static func functions(_ request: JSONValue) throws(Problem) -> Set<FunctionID> {
    let names = request["functions"]?.array ?? []
    let functions = names.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
    guard functions.count == names.count else {
      throw Problem(.badRequest, frame: 2, pointer: "/functions")
    }
    return Set(functions)
  }

  private static func until(_ request: JSONValue) throws(Problem) -> Moment? {
    guard request["until"] != nil else { return nil }
    return try read(request, "until", Moment.init(_:))
  }

  private static func read<Value>(
    _ request: JSONValue, _ name: String, _ make: (String) -> Value?
  ) throws(Problem) -> Value {
    guard let value = request[name]?.string.flatMap(make) else {
      throw Problem(.badRequest, frame: 2, pointer: "/" + name)
    }
    return value
  }

  private static func value(of agency: Agency) -> JSONValue {
    .object([
      .init("id", .string(agency.id.text)), .init("name", .string(agency.name)),
      .init("party", .string(agency.party.rawValue)),
      .init("bound", .bool(agency.isBoundToReport)),
      .init("contracted", .bool(agency.isContracted)),
      .init("functions", .array(agency.functions.sorted().map { .string($0.text) })),
    ])
  }

  private static func value(of member: Member) -> JSONValue {
    .object([
      .init("id", .string(member.id.text)), .init("curveKey", .string(member.curveKey)),
      .init("functions", .array(member.functions.sorted().map { .string($0.text) })),
      .init("operator", .bool(member.isOperator)),
      .init("inspector", .bool(member.isInspector)),
    ])
  }

  private static func value(of key: AgencyKey) -> JSONValue {
    let state =
      switch key.state {
      case .active: "active"
      case .retired: "retired"
      case .revoked: "revoked"
      }
    return .object(
      [
        .init("key", .string(key.key.wire)), .init("keyid", .string(key.key.id.text)),
        .init("agency", .string(key.agency.text)), .init("state", .string(state)),
        .init("from", .string(key.from.text)),
      ] + (key.until.map { [.init("until", .string($0.text))] } ?? [])
        + (key.holder.map { [.init("holder", .string($0.text))] } ?? []))
  }
}
