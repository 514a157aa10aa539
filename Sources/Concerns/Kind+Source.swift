extension Kind {
  /// Whether nobody but the broker learns who sends it, and it goes on in the broker's own name.
  ///
  /// Whoever asks without saying whom it is about is not to be found out by asking who asked.
  public var hidesSource: Bool { self == .consultationAnonymous }
}

extension AgencyID {
  /// The name under which the broker itself speaks; no agency may have it.
  public static let broker = {
    guard let broker = AgencyID("broker") else {
      preconditionFailure("the broker's name is an agency's")
    }
    return broker
  }()
}

extension FunctionID {
  /// Who speaks where the broker hides the unit: a sector, and nothing narrower.
  public init(sector: Party) {
    guard let unit = FunctionID(AgencyID.broker.text + "." + sector.rawValue) else {
      preconditionFailure("every party's word is a function's name")
    }
    self = unit
  }

  /// The sector behind a hidden unit; `nil` for a unit that speaks in its own name.
  public var sector: Party? {
    guard agency == .broker else { return nil }
    return Party(rawValue: String(text.dropFirst(AgencyID.broker.text.count + 1)))
  }
}
