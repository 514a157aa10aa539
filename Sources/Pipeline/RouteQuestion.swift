import Admission
import Concerns
import Routing
import Wire

extension BrokerCore {
  /// Answers who would own and receive a concern, from handling facts alone.
  func route(_ request: JSONValue, at now: Moment) throws(Problem) -> JSONValue {
    let moment = try word(request, "at", now, Moment.init(_:))
    let municipality = try word(request, "municipality", nil) { text in
      text == "unknown" ? .some(nil) : MunicipalityCode(text).map(Optional.some)
    }
    let facts = OwnershipFacts(
      municipality: municipality,
      area: try word(request, "area", .unknown, Area.init(_:)),
      protection: try word(request, "protection", .unknown, Protection.init(rawValue:)),
      target: try word(request, "target", .unknown, TargetGroup.init(rawValue:)),
      grounds: try grounds(in: request),
      age: try word(request, "age", .unknown, AgeBand.init(rawValue:)),
      kind: try word(request, "kind", .reportMandatory, Kind.init(rawValue:)),
      acuteIn: try word(request, "present", nil) { MunicipalityCode($0).map(Optional.some) })
    let owner = router.directory.ownership(of: facts, on: LocalTime.date(at: moment))
    let entrance = router.directory.entrance(at: moment)
    let recipients = router.directory.recipients(owner, at: moment).map { function in
      JSONValue.object([
        .init("function", .string(function.text)),
        .init("standing", .string(function == owner.function ? "owner" : "duty")),
      ])
    }
    return .object([
      .init("act", .string("route.test")),
      .init(
        "owner",
        .object([
          .init("unit", .string(owner.unit.text)),
          .init("function", .string(owner.function.text)),
          .init("controller", .string(owner.controller.text)),
        ])),
      .init("duty", .string(router.directory.duty(owner.unit, at: moment).text)),
      .init(
        "entrance",
        .object([
          .init("function", .string(entrance.function.text)),
          .init("sv", .string(entrance.name.sv)), .init("en", .string(entrance.name.en)),
          .init("phone", .string(entrance.phone)),
        ])),
      .init("recipients", .array(recipients)),
      .init("known", .bool(knows(facts.area))),
      .init(
        "reason",
        .object([
          .init("sv", .string(owner.reason.sv)), .init("en", .string(owner.reason.en)),
        ])),
    ])
  }

  /// Whether an area that is named is one of the directory's: a typing error is answered like none.
  private func knows(_ area: Area) -> Bool {
    guard case .known(let id) = area else { return true }
    return router.directory.areas.contains(id)
  }

  private func word<Word>(
    _ request: JSONValue, _ name: String, _ usual: Word, _ make: (String) -> Word?
  ) throws(Problem) -> Word {
    guard let value = request[name] else { return usual }
    guard let word = value.string.flatMap(make) else {
      throw Problem(.badRequest, frame: 2, pointer: "/" + name)
    }
    return word
  }

  private func grounds(in request: JSONValue) throws(Problem) -> Set<Ground> {
    guard let values = request["grounds"] else { return [] }
    let words = values.array?.compactMap { $0.string.flatMap(Ground.init(rawValue:)) }
    guard let words, words.count == values.array?.count else {
      throw Problem(.badRequest, frame: 2, pointer: "/grounds")
    }
    return Set(words)
  }
}
