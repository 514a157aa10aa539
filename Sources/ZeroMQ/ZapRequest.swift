/// A question to the ZAP handler (RFC 27): may the owner of this key come in?
struct ZapRequest {
  static let version = Array("1.0".utf8)
  private static let curve = Array("CURVE".utf8)

  /// What libzmq wants to see again in the answer.
  let number: [UInt8]
  let domain: ZapDomain?
  /// Nil for any mechanism but CURVE, or a key of another length.
  let key: CurvePublicKey?

  /// Nil for anything that cannot be answered, since it has no version or no number.
  ///
  /// Frames: empty, version, number, domain, address, the server's own identity, mechanism, key.
  init?(frames: [[UInt8]]) {
    guard frames.count >= 3, frames[0].isEmpty, frames[1] == Self.version else { return nil }
    number = frames[2]
    let isWhole = frames.count == 8 && frames[6] == Self.curve
    domain = isWhole ? ZapDomain(rawValue: String(decoding: frames[3], as: UTF8.self)) : nil
    key = isWhole ? CurvePublicKey(bytes: frames[7]) : nil
  }

  /// Lets the peer in under this name.
  func admit(_ userID: UserID) -> [[UInt8]] {
    answer(status: "200", text: "OK", userID: userID.rawValue)
  }

  /// Turns the peer away; it sees the status and nothing else.
  func refuse(_ reason: ZapRefusal) -> [[UInt8]] {
    answer(status: reason.status, text: "refused", userID: "")
  }

  private func answer(status: String, text: String, userID: String) -> [[UInt8]] {
    [[], Self.version, number, Array(status.utf8), Array(text.utf8), Array(userID.utf8), []]
  }
}

/// Why a peer was turned away.
public enum ZapRefusal: Error, Hashable, Sendable, CaseIterable {
  /// No table for the listener's domain.
  case unknownDomain
  /// The key is not in the domain's table.
  case unknownKey
  /// The key has used up its ``HandshakeBudget``.
  case overBudget
  /// The request is not ZAP 1.0 for CURVE.
  case malformed

  /// 400 is final for libzmq's own clients. Over budget is 500, so that a known member's client can
  /// tell "not registered" from "too fast"; 300 would suit better, but clients handle it oddly.
  fileprivate var status: String {
    switch self {
    case .unknownDomain, .unknownKey, .malformed: "400"
    case .overBudget: "500"
    }
  }
}
