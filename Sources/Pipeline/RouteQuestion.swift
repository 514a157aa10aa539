import Admission
import Concerns
import Routing
import Wire

extension BrokerCore {
  /// Answers who would own and receive a concern, from handling facts alone.
  func route(_ request: JSONValue, at now: Moment) throws(Problem) -> JSONValue {
    let moment = request["at"]?.string.flatMap(Moment.init(_:)) ?? now
    let municipality = request["municipality"]?.string ?? "unknown"
    guard municipality == "unknown" || MunicipalityCode(municipality) != nil else {
      throw Problem(.badRequest, frame: 2, pointer: "/municipality")
    }
    let grounds = (request["grounds"]?.array ?? []).compactMap {
      $0.string.flatMap(Ground.init(rawValue:))
    }
    let facts = OwnershipFacts(
      municipality: MunicipalityCode(municipality),
      area: try word(request, "area", .unknown, Area.init(_:)),
      protection: try word(request, "protection", .unknown, Protection.init(rawValue:)),
      target: try word(request, "target", .unknown, TargetGroup.init(rawValue:)),
      grounds: Set(grounds))
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
      .init(
        "reason",
        .object([
          .init("sv", .string(owner.reason.sv)), .init("en", .string(owner.reason.en)),
        ])),
    ])
  }

  private func word<Word>(
    _ request: JSONValue, _ name: String, _ usual: Word, _ make: (String) -> Word?
  ) throws(Problem) -> Word {
    guard let text = request[name]?.string else { return usual }
    guard let word = make(text) else {
      throw Problem(.badRequest, frame: 2, pointer: "/" + name)
    }
    return word
  }
}
