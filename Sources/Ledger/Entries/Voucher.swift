import Admission
import Concerns
import Evidence
import Filtering
import Routing
import Wire

/// The broker's signature of a message that it says in its own name, and the key it verifies under.
struct Voucher: Hashable, Sendable {
  let proof: Proof
  let key: VerifyingKey
}

extension Entry {
  /// The same, signed where the broker speaks itself: before it is kept, so that what is handed
  /// over is always what was kept.
  func vouched(by signer: ReceiptSigner) -> Entry {
    guard case .concern(var concern) = self, concern.hidesSource else { return self }
    concern.voucher = signer.vouch(for: concern.cleared.routed.told)
    return .concern(concern)
  }
}

extension NewConcern {
  fileprivate var hidesSource: Bool { cleared.facts.kind.hidesSource }

  /// What is kept of it and handed over: the message as it came; or the broker's own in its place,
  /// and then nothing of what came but who is to get the answer.
  var payload: Payload {
    let routed = cleared.routed
    guard hidesSource else {
      return Payload(
        message: routed.told, proof: routed.admitted.proof, key: routed.admitted.key)
    }
    guard let voucher else {
      preconditionFailure("what the broker says itself is signed before it is kept")
    }
    return Payload(message: routed.told, proof: voucher.proof, key: voucher.key)
  }
}

extension ReceiptSigner {
  fileprivate func vouch(for message: SignedMessage) -> Voucher {
    precondition(message.envelope.key == key.verifyingKey.id, "the envelope names the signer's key")
    let proof = Proof.sign(
      [message.envelope.bytes], for: .publish, audience: audience, with: key)[0]
    return Voucher(proof: proof, key: key.verifyingKey)
  }
}
