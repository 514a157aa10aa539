/// What the cooperation is; a waiver is never a general one (OSL 12:2: wholly or partly).
///
/// It decides which kinds of message a waiver opens: ``Kind/cooperationForms``.
public enum CooperationForm: String, CaseIterable, Hashable, Sendable, Codable {
  /// School, social services, police and leisure, early.
  case sspf
  /// A social intervention group, for those at high risk.
  case sig
  /// An individual plan (SoL 10:8).
  case sip
  /// Help without an assessment of need (SoL 11:5, 21:2).
  case early
  /// Social services are told of an adult who has said yes to it (OSL 10:1, 12:2).
  case adult
  /// A release to an association or a person, with a reservation (OSL 10:14).
  case release
}

extension Kind {
  /// The forms of cooperation whose waivers may open a message of this kind; none for most kinds.
  ///
  /// *Why:* somebody says yes to one kind of cooperation. A yes to an individual plan is none to
  /// being talked about with the police, though the same agencies sit around both tables.
  public var cooperationForms: Set<CooperationForm> {
    switch self {
    case .collaborationShare: [.sspf, .sig]
    case .planSummons: [.sip]
    case .contactEarly: [.early]
    case .concernAdult: [.adult]
    case .releaseIndividual, .reservationOffer: [.release]
    case .reportMandatory, .reportVoluntary, .noticePolice, .feedback, .feedbackRequest,
      .meetingInvitation, .inquiryRequest, .inquiryResponse, .consultationAnonymous, .careSocial,
      .disclosurePolice, .transfer, .consentRecord, .consentWithdraw, .correction,
      .emergencyDeclare, .emergencyReview, .reservationAcknowledge,
      .currentRequest, .currentResponse:
      []
    }
  }
}

/// How many guardians decide for a child (FB 6:11, 6:13).
public enum Custody: String, CaseIterable, Hashable, Sendable, Codable {
  /// One guardian decides alone.
  case sole
  /// Two guardians decide together.
  case shared
  /// Nobody knows; then no signature is ever enough.
  case unknown
}

/// The section that a board's decision in place of a signature rests on; there is one.
public enum SubstituteCitation: String, CaseIterable, Hashable, Sendable, Codable {
  /// Föräldrabalken 6:13 a.
  case parentalCode = "fb-6-13-a"
}

/// What `consent.record` says of a waiver of secrecy, persons by tag (OSL 10:1, 12:2).
///
/// The cooperation it belongs to is the message's conversation, and its parties are the agencies
/// that the message is addressed to, with the one that sends it.
public struct WaiverTerms: Hashable, Sendable {
  /// Most signatures under a waiver for one person: two guardians, the young person, and what
  /// stands in for each of them.
  public static let signatureLimit = 8
  /// Bytes of an evidence digest (SHA-256).
  public static let evidenceLength = 32

  /// One person whose secrecy is lifted, and the signatures that lift it.
  public struct Waived: Hashable, Sendable {
    /// The person.
    public let person: Tag
    /// How many guardians decide; asked only of those under 18.
    public let custody: Custody
    /// Those that were asked for, in the sender's order.
    public let signatures: [Given]

    /// Takes the parts as read.
    public init(person: Tag, custody: Custody, signatures: [Given]) {
      self.person = person
      self.custody = custody
      self.signatures = signatures
    }
  }

  /// One signature that was asked for.
  public struct Given: Hashable, Sendable {
    /// In what capacity somebody signs.
    public enum Capacity: Hashable, Sendable {
      /// The person.
      case oneself
      /// A guardian, and whether that guardian may be told.
      case guardian(Tag, GuardianNotice)
      /// A board's decision in place of a guardian, who need not be named.
      case decision(SubstituteCitation, board: AgencyID, absent: Tag?)
    }

    /// In what capacity.
    public let capacity: Capacity
    /// The day it was given; `nil` while it is missing.
    public let signed: CivilDate?

    /// Takes the parts as read.
    public init(_ capacity: Capacity, signed: CivilDate?) {
      self.capacity = capacity
      self.signed = signed
    }
  }

  /// What the cooperation is.
  public let form: CooperationForm
  /// Whose secrecy is lifted, each once.
  public let persons: [Waived]
  /// Which classes; none else.
  public let classes: Set<DataClass>
  /// The last day on which it holds.
  public let until: CivilDate
  /// The digest of the signed paper or file, which stays with the authority.
  public let evidence: [UInt8]

  /// Takes the parts as read.
  public init(
    form: CooperationForm, persons: [Waived], classes: Set<DataClass>, until: CivilDate,
    evidence: [UInt8]
  ) {
    self.form = form
    self.persons = persons
    self.classes = classes
    self.until = until
    self.evidence = evidence
  }
}

/// What `consent.withdraw` says: who takes back what was signed, and for whom.
///
/// Which cooperation it ends is said by the message's conversation.
public struct WithdrawalTerms: Hashable, Sendable {
  /// Who withdraws: the person, or a guardian.
  public let signatory: Tag
  /// For whom; nobody named means everyone that the signatory signs for.
  public let persons: [Tag]

  /// Takes the parts as read.
  public init(signatory: Tag, persons: [Tag]) {
    self.signatory = signatory
    self.persons = persons
  }
}
