/// What a frame sequence asks or answers; its first frame is `samverkan/1 NAME`.
package enum CommandName: String, CaseIterable, Hashable, Sendable {
  case hello = "HELLO"
  case welcome = "WELCOME"
  case publish = "PUBLISH"
  case receipt = "RECEIPT"
  case credit = "CREDIT"
  case deliver = "DELIVER"
  case acknowledge = "ACK"
  case recall = "RECALL"
  case list = "LIST"
  case open = "OPEN"
  case claim = "CLAIM"
  case release = "RELEASE"
  case decide = "DECIDE"
  case status = "STATUS"
  case ping = "PING"
  case bye = "BYE"
  case admin = "ADMIN"
  case problem = "PROBLEM"
  /// Kept for later versions of the protocol.
  case observe = "OBSERVE"
  case explain = "EXPLAIN"
  /// The broker tells a sender, unasked, what its people must know.
  case notice = "NOTICE"
  /// Draws the four words of an early contact.
  case phrase = "PHRASE"
  /// Comes back to an early contact.
  case comeBack = "RETURN"
  /// What on-call took changes hands.
  case duty = "DUTY"
  /// Asks who last knew the persons of a delivery.
  case known = "KNOWN"

  /// What stands before every name.
  static let prefix = "samverkan/1 "

  /// The command frame.
  package var frame: [UInt8] { Array((Self.prefix + rawValue).utf8) }

  /// Reads a command frame; `nil` for any other bytes.
  package init?(frame: [UInt8]) {
    self.init(rawValue: String(decoding: frame.dropFirst(Self.prefix.utf8.count), as: UTF8.self))
    // As bytes: to a string the Kelvin sign equals the letter K, to other programs it does not.
    guard self.frame == frame else { return nil }
  }
}
