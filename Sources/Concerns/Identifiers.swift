/// An agency that takes part: a school owner, the police, a board, an association.
public struct AgencyID: TextIdentifier {
  /// The name, `[a-z0-9][a-z0-9-]{0,39}`.
  public let text: String

  /// Reads a name; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    guard Label.isValid(text) else { return nil }
    self.text = text
  }

  /// The agency as the source of an envelope.
  public var source: String { Self.sourcePrefix + text }

  /// Reads the agency out of an envelope's `source`; `nil` when it is none of ours.
  public init?(source: String) {
    guard source.hasPrefix(Self.sourcePrefix) else { return nil }
    self.init(String(source.dropFirst(Self.sourcePrefix.count)))
  }

  static let sourcePrefix = "urn:samverkan:"

  /// The agency that a name of ours begins with, whose grammar was checked when it was read.
  init(before separator: UInt8, in name: String) {
    text = String(decoding: name.utf8.prefix { $0 != separator }, as: UTF8.self)
  }
}

/// One authenticated machine of an agency: `agency/machine`.
public struct MemberID: TextIdentifier {
  /// The name, also the ZAP `User-Id` of the machine's connections.
  public let text: String

  /// Reads `agency/machine`; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    guard Label.pair(text, separator: "/", rightLimit: Label.machineLimit) != nil else {
      return nil
    }
    self.text = text
  }

  /// The agency the machine belongs to.
  public var agency: AgencyID {
    AgencyID(before: UInt8(ascii: "/"), in: text)
  }
}

/// An address that receives and speaks: a function of an agency, never a person.
public struct FunctionID: TextIdentifier {
  /// The name, `agency.function`.
  public let text: String

  /// Reads `agency.function`; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    guard Label.pair(text, separator: ".") != nil else { return nil }
    self.text = text
  }

  /// The agency that answers for the function.
  public var agency: AgencyID {
    AgencyID(before: UInt8(ascii: "."), in: text)
  }
}

/// A unit that can own a concern, `agency.unit`.
public struct UnitID: TextIdentifier {
  /// The name, `agency.unit`.
  public let text: String

  /// Reads `agency.unit`; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    guard Label.pair(text, separator: ".") != nil else { return nil }
    self.text = text
  }
}

/// A board of a municipality: whoever answers in law for a row in the ledger.
public struct ControllerID: TextIdentifier {
  /// The name, `[a-z0-9][a-z0-9-]{0,39}`.
  public let text: String

  /// Reads a name; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    guard Label.isValid(text) else { return nil }
    self.text = text
  }
}

/// One deployment of the broker, the audience that every signature names.
public struct DeploymentID: TextIdentifier {
  /// The name, `[a-z0-9][a-z0-9.-]{0,39}`.
  public let text: String

  /// Reads a name; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    guard Label.isValid(text, dots: true) else { return nil }
    self.text = text
  }
}

/// A part of a municipality that a directory knows.
public struct AreaID: TextIdentifier {
  /// The name, `[a-z0-9][a-z0-9-]{0,39}`.
  public let text: String

  /// Reads a name; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    guard Label.isValid(text) else { return nil }
    self.text = text
  }
}

/// A municipality's code as Statistics Sweden sets it: four digits, always text.
public struct MunicipalityCode: TextIdentifier {
  /// The four digits.
  public let text: String

  /// Reads four digits; `nil` otherwise.
  public init?(_ text: String) {
    guard text.utf8.count == 4, text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    self.text = text
  }
}

/// What a person is called inside one message: four random base-32 characters.
///
/// Random and per message, so that a tag says nothing and joins nothing.
public struct Tag: TextIdentifier {
  /// The four characters of `A-Z2-7`.
  public let text: String

  /// Reads four characters; `nil` otherwise.
  public init?(_ text: String) {
    let alphabet = UInt8(ascii: "A")...UInt8(ascii: "Z")
    let digits = UInt8(ascii: "2")...UInt8(ascii: "7")
    guard text.utf8.count == 4,
      text.utf8.allSatisfy({ alphabet.contains($0) || digits.contains($0) })
    else { return nil }
    self.text = text
  }
}
