public import Concerns
package import Evidence
package import Wire

/// To whom a document is about to be sent; what its rules depend on.
package struct Destination: Sendable {
  package let agency: AgencyID
  package let deployment: DeploymentID
  /// `nil` leaves the numbers of persons to the broker.
  package let environment: Environment?
  package let key: KeyID

  package init(
    agency: AgencyID, deployment: DeploymentID, environment: Environment?, key: KeyID
  ) {
    self.agency = agency
    self.deployment = deployment
    self.environment = environment
    self.key = key
  }
}

extension ConcernDocument {
  /// Checks the document by the broker's own rules, without sending anything.
  ///
  /// Composes the message as if it were sent and throws it away. What only the broker knows, such
  /// as whether the agency may send this kind, is not checked.
  ///
  /// - Parameters:
  ///   - connection: Whom it would be sent through; `nil` checks what holds everywhere.
  ///   - moment: When it would be sent.
  /// - Throws: ``AdapterError/refused(_:)`` with the code the broker would answer and a pointer
  ///   into the document; ``AdapterError/identifying(_:)`` of a consultation that may tell whom it
  ///   is about.
  public func validate(
    for connection: Connection? = nil, at moment: Moment
  ) throws(AdapterError) {
    var generator = SystemRandomNumberGenerator()
    let anywhere = DeploymentID("validation")
    guard let deployment = connection?.deployment ?? anywhere else { return }
    let destination = Destination(
      agency: connection?.agency ?? unit.agency, deployment: deployment,
      environment: connection?.environment,
      key: SigningKey(using: &generator).verifyingKey.id)
    _ = try compose(to: destination, at: moment, drawing: &generator)
  }

  /// Makes the message: fresh id, tags, salts, commitments and envelope.
  ///
  /// - Throws: ``AdapterError/refused(_:)``, its pointer into the document;
  ///   ``AdapterError/identifying(_:)`` of a consultation that may tell whom it is about.
  package func compose(
    to destination: Destination, at moment: Moment,
    drawing generator: inout some RandomNumberGenerator
  ) throws(AdapterError) -> SignedMessage {
    try checkAnonymous()
    do {
      return try message(to: destination, at: moment, drawing: &generator)
    } catch {
      throw .refused(Refusal(located(error)))
    }
  }

  private func message(
    to destination: Destination, at moment: Moment,
    drawing generator: inout some RandomNumberGenerator
  ) throws(Problem) -> SignedMessage {
    guard unit.agency == destination.agency else {
      throw Problem(.unknownUnit, pointer: "/unit")
    }
    let names = RandomTags(for: handling, drawing: &generator)
    let conversation = conversation ?? ConversationID(RandomUUID(using: &generator))
    var drafts = [
      Draft(.matter, body: matter(in: conversation, at: moment)),
      Draft(.handling, body: names.rename(handling, on: CivilDate(of: moment))),
    ]
    for (index, part) in sections.enumerated() {
      guard let about = names.rename(part.about) else {
        throw Problem(.unknownTag, pointer: "/sections/\(index)/about")
      }
      drafts.append(Draft(part.dataClass, about: about, body: part.body))
    }
    let message = try SignedMessage.compose(
      drafts, id: MessageID(RandomUUID(using: &generator)), source: destination.agency,
      audience: destination.deployment, key: destination.key, drawing: &generator)
    if let environment = destination.environment { try check(message, in: environment) }
    return message
  }

  private func matter(in conversation: ConversationID, at moment: Moment) -> JSONValue {
    .object([
      .init("kind", .string(kind.rawValue)), .init("unit", .string(unit.text)),
      .init("conversation", .string(conversation.description)),
      .init("sent", .string(moment.text)), .init("purpose", .string(purpose.rawValue)),
      .init("basis", .string(basis.rawValue)),
    ])
  }

  /// Keeps real persons out of training and the test series out of production, before sending.
  private func check(_ message: SignedMessage, in environment: Environment) throws(Problem) {
    for (index, person) in message.handling.persons.enumerated() {
      guard case .verified(let number)? = person.identifier else { continue }
      let isTest = TestSeries.contains(number)
      guard isTest != (environment == .training) else { continue }
      throw Problem(
        isTest ? .testNumberRefused : .testNumberRequired, pointer: "/persons/\(index)/number")
    }
  }

  /// The same problem, its pointer into the document instead of a section's body.
  private func located(_ problem: Problem) -> Problem {
    var problem = problem
    problem.frame = nil
    switch problem.code {
    case .badHandling, .identifierInvalid, .testNumberRequired, .testNumberRefused:
      problem.pointer = "/handling" + (problem.pointer ?? "")
    case .classNotAllowed:
      problem.pointer = pointer { !kind.classes.contains($0.dataClass) } ?? "/sections"
    case .generalisationMismatch:
      let general = sections.indices.filter { sections[$0].dataClass.isGeneral }
      problem.pointer = general.count == 1 ? "/sections/\(general[0])" : "/sections"
    case .badOutcome:
      problem.pointer = pointer { $0.dataClass == .outcome }
    case .doubledSection:
      problem.pointer = "/sections"
    case .sectionMissing, .tooManySections, .tooLarge:
      problem.pointer = problem.pointer ?? "/sections"
    default: break  // Where the document says it, the pointer is right already.
    }
    return problem
  }

  private func pointer(to isMeant: (Part) -> Bool) -> String? {
    sections.firstIndex(where: isMeant).map { "/sections/\($0)" }
  }
}

extension DataClass {
  /// Whether a section of the class says in general what is said precisely elsewhere.
  fileprivate var isGeneral: Bool { self == .identityAgeBand || self == .whereaboutsDistrict }
}
