/// What a board has decided of a case, in as many words as its clocks need.
public enum CaseOutcome: String, CaseIterable, Hashable, Sendable {
  /// Whether somebody needs protection now has been assessed.
  case assessed
  /// An inquiry was opened.
  case opened
  /// None was.
  case notOpened = "not-opened"
  /// One about the same person ran already.
  case alreadyOpen = "already-open"
  /// The inquiry has ended.
  case closed
}

/// Why a clock may run longer: the reasons that the law accepts, and no others.
///
/// Lack of time, staff or order is none of them: there is no word for it.
public enum ExtensionReason: String, CaseIterable, Hashable, Sendable {
  /// The police must be able to hold an interview first (SoL 20:2, exceptional reasons).
  case policeInterview = "police-interview"
  /// The family cannot be reached although that was tried (SoL 20:2, exceptional reasons).
  case familyUnreached = "family-unreached"
  /// The board has decided that there are special reasons (SoL 20:3).
  case specialReasons = "special-reasons"
}
