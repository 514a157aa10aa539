/// Something in a consultation that may tell whom it is about: what and where, never the words.
public struct IdentityTrace: Hashable, Sendable {
  /// What it looks like.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A personal identity number or a coordination number.
    case personalNumber = "personal-number"
    /// A telephone number.
    case telephone
    /// A mail address, or the name of an account.
    case mail
    /// A street with a number, a postcode with its town, a box, a flat, or in whose care.
    case address
    /// Words of one's own where police or prosecutor takes part, or nobody has said that none does.
    case freeText = "free-text"
  }

  /// What it looks like.
  public let kind: Kind
  /// Where, as a JSON pointer into the document; names that might tell something are left out.
  public let pointer: String
  /// Which line of the text there, from 1.
  public let line: Int

  package init(_ kind: Kind, at pointer: String, line: Int = 1) {
    self.kind = kind
    self.pointer = pointer
    self.line = line
  }

  /// Most that are named at once: whoever has so many does not mend them one by one.
  public static let limit = 64
}

extension IdentityTrace: CustomStringConvertible {
  /// What and where, in one line.
  public var description: String { "\(kind.rawValue) at \(pointer), line \(line)" }
}
