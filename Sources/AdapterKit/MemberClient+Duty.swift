public import Concerns
import Evidence
package import Wire

/// What on-call says of one concern when it gives it over.
public struct HandOverItem: Hashable, Sendable {
  /// Bytes that each of the three texts may have.
  public static let textLimit = 400
  /// One's own delivery of it.
  public let delivery: DeliveryID
  /// What was done; never empty.
  public let done: String
  /// What was promised, and to whom; empty for nothing.
  public let promised: String
  /// When and with whom somebody is to speak next; empty for nothing.
  public let next: String

  /// Takes the texts, one line each.
  public init(delivery: DeliveryID, done: String, promised: String, next: String) {
    self.delivery = delivery
    self.done = done
    self.promised = promised
    self.next = next
  }

  init(_ item: DutyDocument.Item) {
    self.init(
      delivery: item.delivery, done: item.done, promised: item.promised, next: item.next)
  }
}

/// A hand-over list as it was shown: what an acceptance is about.
public struct HandOverList: Hashable, Sendable {
  /// Its name.
  public let list: DutyListID
  /// On-call, who wrote it.
  public let from: FunctionID
  /// Who owns all that it names.
  public let to: FunctionID
  /// When it was recorded.
  public let written: Moment
  /// When it was accepted; `nil` while it waits.
  public let accepted: Moment?
  /// What it says, about the deliveries of whoever reads it.
  public let items: [HandOverItem]
  let view: Digest32

  init(_ list: DutyList) {
    self.list = list.list
    from = list.from
    to = list.to
    written = list.written
    accepted = list.accepted
    items = list.items.map(HandOverItem.init(_:))
    view = list.view
  }
}

extension MemberClient {
  /// What a function keeps until somebody accepts it, and its hand-over lists, without their words.
  package func duties(of function: FunctionID) async throws(AdapterError) -> DutyOverview {
    let answer = try await ask(.duty(.ask(function)), within: limits.answer)
    guard case .duties(let overview) = answer else { throw .forged(.answer) }
    return overview
  }

  /// Shows a hand-over list to whoever wrote it or is to accept it; recorded, with the member.
  public func handOverList(_ list: DutyListID) async throws(AdapterError) -> HandOverList {
    let answer = try await ask(.duty(.read(list)), within: limits.answer)
    guard case .dutyList(list, let bytes) = answer, let shown = try? DutyList(reading: bytes),
      shown.list == list
    else { throw .forged(.answer) }
    return HandOverList(shown)
  }

  /// Gives over what on-call keeps; it goes on keeping it until the list is accepted.
  ///
  /// - Parameter list: Draw it once for each list: the same again is answered with its receipt.
  /// - Throws: Also ``AdapterError/interrupted``: send the same again.
  public func handOver(
    _ items: [HandOverItem], from function: FunctionID, to owner: FunctionID, as list: DutyListID
  ) async throws(AdapterError) {
    let items = items.map {
      DutyDocument.Item(
        delivery: $0.delivery, done: $0.done, promised: $0.promised, next: $0.next)
    }
    let document = DutyDocument(list, .handOver(from: function, to: owner, items))
    guard case .listed(document.digest, list) = try await told(document) else {
      throw .forged(.receipt)
    }
  }

  /// Takes over all that a list names, as it was shown: from then on nobody else keeps it.
  ///
  /// - Throws: Also `duty-list-changed`: read it again first.
  public func accept(_ list: HandOverList) async throws(AdapterError) {
    let document = DutyDocument(list.list, .accept(view: list.view))
    guard case .takenOver(document.digest, list.list) = try await told(document) else {
      throw .forged(.receipt)
    }
  }

  private func told(_ document: DutyDocument) async throws(AdapterError) -> ReceiptLeaf.Outcome {
    // Read back, so that a text that is too long is found here.
    do {
      _ = try DutyDocument(reading: document.bytes)
    } catch {
      throw .refused(Refusal(error))
    }
    let proof = Proof.sign(
      [document.bytes], for: .duty, audience: connection.deployment, with: connection.signingKey)
    let answer = try await ask(.duty(.act(proof[0], document)), within: limits.answer)
    guard case .receipt(let proof, let leaf) = answer else { throw .forged(.answer) }
    let read = try connection.verifiedLeaf(leaf, proof: proof)
    guard read.source == connection.agency else { throw .forged(.receipt) }
    return read.outcome
  }
}
