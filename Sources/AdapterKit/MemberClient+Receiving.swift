import Concerns
import Wire
import ZeroMQ

// What comes from the broker: answers by their number, deliveries, recalls and farewells.

extension MemberClient {
  func read(_ socket: SocketID) {
    do throws(ZeroMQError) {
      try drain(socket, limits: Self.messageLimits) { received in
        guard socket == self.socket else { return }
        guard case .message(let message) = received else { return counts.forged += 1 }
        receive(message.frames)
      }
    } catch {
      lose(.network(error))
    }
  }

  private func receive(_ frames: [[UInt8]]) {
    guard let reading = try? BrokerCommand.read(frames) else {
      // Nothing in it can be trusted, not even whom it answers; the asker's limit ends the wait.
      counts.forged += 1
      return
    }
    let (number, command) = (reading.number, reading.command)
    switch command {
    case .welcome(let welcome):
      if case .greeting(_, number, _) = state { self.welcome(welcome) }
    case .problem(let problem, let refusal):
      refuse(number, problem, refusal, remedy: Self.remedy(in: frames))
    case .deliver(let deliver):
      if !isAnswer(number, about: deliver.delivery) { return take(deliver) }
      answer(number, command)
    case .recall(let delivery): recall(delivery)
    case .unopened(let unopened): note(unopened)
    case .answered(let answered): note(answered)
    case .ping where number == openPing: openPing = nil
    case .bye where requests[number] == nil:
      lose(.unreachable(endpoint: connection.endpoint))  // The broker is stopping.
    case .receipt, .list, .released, .decided, .status, .answeredStatus, .phrase, .cameBack, .ping,
      .bye, .admin, .explanation, .known, .duties, .dutyList:
      answer(number, command)
    }
  }

  private func answer(_ number: Int64, _ command: BrokerCommand) {
    guard let request = requests.remove(number) else { return }  // Given up, or answered twice.
    settle(request, .success(command))
    pump()
  }

  private func isAnswer(_ number: Int64, about delivery: DeliveryID) -> Bool {
    switch requests[number]?.command {
    case .open(delivery), .claim(delivery): true
    default: false
    }
  }

  private func refuse(
    _ number: Int64, _ problem: Problem, _ signed: BrokerCommand.Refusal?, remedy: String?
  ) {
    if case .greeting(_, number, _) = state {
      return lose(.refused(Refusal(problem, remedy: remedy)))
    }
    switch problem.code {
    case .noSession:
      // The broker has forgotten us: a new session, and everything unanswered once more.
      lose(.interrupted)
    case .busy, .tooManyUnanswered:
      after(limits.delay(afterFailures: 0)) { client in
        client.requests.putBack(number)
        client.pump()
      }
    default:
      guard let request = requests.remove(number) else { return }
      let isProven = signed.map { isProof($0, of: request.command) } ?? false
      settle(
        request, .failure(.refused(Refusal(problem, remedy: remedy, isProven: isProven))))
      pump()
    }
  }

  /// Whether a refusal is signed, and by the broker, and about this message.
  private func isProof(_ refusal: BrokerCommand.Refusal, of command: ClientCommand) -> Bool {
    guard case .publish(let publish) = command,
      let leaf = try? connection.verifiedLeaf(refusal.leaf, proof: refusal.proof),
      case .refused(let id, let digest, _) = leaf.outcome
    else { return false }
    return leaf.source == connection.agency && id == publish.message.envelope.id
      && digest == publish.message.digest
  }

  /// What a register advises beside the code; only operators get it.
  private static func remedy(in frames: [[UInt8]]) -> String? {
    // The frame has been read once as a whole, so it can be again.
    (try? JSONScanner.parse(frames[1]))?["remedy"]?.string
  }
}
