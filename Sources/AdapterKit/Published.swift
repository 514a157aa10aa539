public import Concerns
import Evidence
import Wire

/// A public entrance: whom to call, and by which number.
public struct Entrance: Hashable, Sendable {
  /// The function behind it.
  public let function: FunctionID
  /// What it is called.
  public let name: LocalizedText
  /// Its telephone number.
  public let phone: String

  init(_ entrance: BrokerCommand.Welcome.Entrance) {
    function = entrance.function
    name = entrance.name
    phone = entrance.phone
  }
}

/// The broker's promise for one message, verified: on disk, owned, with a running clock.
public struct Published: Hashable, Sendable {
  /// The message's name.
  public let id: MessageID
  /// What the message belongs to; a request for feedback names it.
  public let conversation: ConversationID
  /// What to quote on the telephone.
  public let reference: Reference
  /// The public entrance that answers for it.
  public let answerable: FunctionID
  /// The entrance's name and number, if the broker told them.
  public let entrance: Entrance?
  /// When the broker had it on disk.
  public let accepted: Moment
  /// What was signed. With ``proof`` and the broker's public key it proves receipt to anyone.
  public let leaf: [UInt8]
  /// The broker's proof of the leaf, as JSON.
  public let proof: String

  /// Verifies a receipt for exactly this message.
  ///
  /// - Throws: ``AdapterError/forged(_:)`` unless one of the broker's known keys signed it and it
  ///   names this source, id and digest.
  init(
    verifying leaf: [UInt8], proof: Proof, for prepared: PreparedConcern,
    over connection: Connection, among entrances: [Entrance]
  ) throws(AdapterError) {
    let read = try connection.verifiedLeaf(leaf, proof: proof)
    let message = prepared.message
    guard case .accepted(let id, let digest, let reference, let answerable) = read.outcome,
      read.source == connection.agency, id == prepared.id, digest == message.digest
    else { throw .forged(.receipt) }
    self.id = id
    conversation = prepared.conversation
    self.reference = reference
    self.answerable = answerable
    entrance = entrances.first { $0.function == answerable }
    accepted = read.at
    self.leaf = leaf
    self.proof = String(decoding: proof.header.bytes, as: UTF8.self)
  }
}

extension Connection {
  /// A leaf that one of the broker's known keys signed as a receipt.
  func verifiedLeaf(_ leaf: [UInt8], proof: Proof) throws(AdapterError) -> ReceiptLeaf {
    let isSigned = brokerKeys.contains { key in
      Attested.verify(leaf, proof: proof, for: .receipt, audience: deployment, by: key) != nil
    }
    // An unreadable leaf is as bad as an unsigned one.
    guard isSigned, let read = try? ReceiptLeaf(reading: leaf) else { throw .forged(.receipt) }
    return read
  }
}
