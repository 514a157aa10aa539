public import Concerns
import Evidence
import Wire
import ZeroMQ

/// How far a recipient has come with a delivery. Each includes the ones before.
public enum Progress: String, CaseIterable, Hashable, Sendable {
  /// It is on our disk. Nobody else will ask for it again.
  case received
  /// A person has opened it.
  case read
  /// It is in the case system.
  case committed

  var state: AckState {
    switch self {
    case .received: .received
    case .read: .read
    case .committed: .committed
    }
  }

  init(_ state: AckState) {
    self =
      switch state {
      case .received: .received
      case .read: .read
      case .committed: .committed
      }
  }
}

extension MemberClient {
  /// Messages on their way to one subscription, as the wire recommends.
  public static let usualCredit = 64

  /// Reads mailboxes. A second subscription takes the place of the first, which ends.
  ///
  /// - Parameters:
  ///   - functions: The mailboxes, of those the member may read.
  ///   - credit: How many referrals may wait here; more come as these are taken.
  public func subscribe(
    to functions: [FunctionID], credit: Int = MemberClient.usualCredit
  ) -> Referrals {
    precondition(credit > 0, "without credit nothing would ever arrive")
    let (stream, continuation) = AsyncStream<Referral>.makeStream(bufferingPolicy: .unbounded)
    mailbox?.stream.finish()
    // The stream has no limit of its own since the credit is one, and it is enforced.
    mailbox = Mailbox(functions: functions, window: credit, stream: continuation)
    if case .open(let socket, _) = state { greetAgain(on: socket) }
    return Referrals(client: self, stream: stream)
  }

  /// Tells how far the recipient has come with a referral.
  ///
  /// It says nothing of another delivery, though that may show the same: each is answered for by
  /// the function it came to.
  /// Say `received` only when it is on disk: from then on nobody else will ask for it.
  ///
  /// - Parameter caseNumber: The case in the recipient's own system, with `committed` only.
  /// - Returns: The highest state the broker has recorded.
  @discardableResult
  public func acknowledge(
    _ referral: Referral, as progress: Progress, caseNumber: String? = nil
  ) async throws(AdapterError) -> Progress {
    let reached = try await acknowledge(
      referral.delivery, view: referral.view, as: progress, caseNumber: caseNumber)
    mailbox?.settle(referral, as: reached.state)
    return reached
  }

  /// Tells how far the recipient has come with a delivery that an earlier process received.
  ///
  /// - Parameter viewDigest: What was received then, ``Referral/viewDigest``.
  @discardableResult
  public func acknowledge(
    _ delivery: DeliveryID, viewDigest: String, as progress: Progress, caseNumber: String? = nil
  ) async throws(AdapterError) -> Progress {
    guard let view = Digest32(wire: viewDigest) else {
      throw .refused(Refusal(Problem(.badAck, pointer: "/items/0/view")))
    }
    return try await acknowledge(delivery, view: view, as: progress, caseNumber: caseNumber)
  }

  private func acknowledge(
    _ delivery: DeliveryID, view: Digest32, as progress: Progress, caseNumber: String?
  ) async throws(AdapterError) -> Progress {
    let document = AckDocument([
      .init(delivery: delivery, view: view, state: progress.state, caseNumber: caseNumber)
    ])
    // Read back, so that a case number of the wrong form is found here.
    do {
      _ = try AckDocument(reading: document.bytes)
    } catch {
      throw .refused(Refusal(error))
    }
    let answer = try await ask(.acknowledge(signed(document)), within: limits.answer)
    guard case .receipt(let proof, let leaf) = answer else { throw .forged(.answer) }
    let read = try connection.verifiedLeaf(leaf, proof: proof)
    guard case .acknowledged(document.digest, let items) = read.outcome,
      read.source == connection.agency
    else { throw .forged(.receipt) }
    guard let reached = items.first(where: { $0.delivery == delivery })?.state.reached else {
      throw .refused(Refusal(Problem(.unknownDelivery)))
    }
    return Progress(reached)
  }

  private func signed(_ document: AckDocument) -> ClientCommand.Acknowledge {
    let proof = Proof.sign(
      [document.bytes], for: .ack, audience: connection.deployment, with: connection.signingKey)
    return .init(proof: proof[0], document: document)
  }

  /// A delivery that was not asked for by name.
  func take(_ deliver: BrokerCommand.Deliver) {
    guard let referral = try? Referral(verifying: deliver, over: connection) else {
      // Not handed on and not acknowledged: the broker sends it anew and parks it in the end.
      counts.forged += 1
      return
    }
    guard mailbox?.admit() == true else { return }  // Beyond our credit: it comes again.
    guard let known = mailbox?.note(referral) else {
      mailbox?.stream.yield(referral)
      return
    }
    counts.duplicates += 1
    if let progress = known.progress { answer(referral.delivery, referral.view, progress) }
    topUp()
  }

  /// The program takes a referral out of the stream.
  func hand(over referral: Referral) -> Bool {
    let isWanted = mailbox?.take(referral) ?? true
    topUp()
    return isWanted
  }

  func recall(_ delivery: DeliveryID) {
    guard let reply = mailbox?.recall(delivery) else { return }
    answer(delivery, reply.view, reply.state)
  }

  private func answer(_ delivery: DeliveryID, _ view: Digest32, _ state: AckState?) {
    let document = AckDocument([.init(delivery: delivery, view: view, state: state)])
    tell(.acknowledge(signed(document)))
  }

  private func topUp() {
    guard case .open(let socket, _) = state, let credit = mailbox?.topUp() else { return }
    give(credit, on: socket)
  }

  func give(_ credit: ClientCommand.Credit, on socket: SocketID) {
    do throws(ZeroMQError) {
      let number = requests.nextNumber()
      guard try send(ClientCommand.credit(credit).frames(number), on: socket) != .queued else {
        return
      }
      // Credit is cumulative, but a lost one could be the last: a new session counts anew.
      lose(.unreachable(endpoint: connection.endpoint))
    } catch {
      lose(.network(error))
    }
  }
}
