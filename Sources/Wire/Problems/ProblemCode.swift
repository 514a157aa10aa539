/// Why something is refused. Stable: codes are added, never renamed (`protocols/problems.json`).
package enum ProblemCode: String, CaseIterable, Hashable, Sendable {
  // Bytes.
  case badFrames = "bad-frames"
  case tooLarge = "too-large"
  case unknownCommand = "unknown-command"
  case notOffered = "not-offered"
  case badHeader = "bad-header"
  case badJSON = "bad-json"
  case notUTF8 = "not-utf8"
  case byteOrderMark = "byte-order-mark"
  case duplicateName = "duplicate-name"
  case escapedName = "escaped-name"
  case tooDeep = "too-deep"
  case notAnInteger = "not-an-integer"
  case carriageReturn = "carriage-return"
  case badPadding = "bad-padding"
  // Session.
  case noSession = "no-session"
  case clockSkew = "clock-skew"
  case tooManySessions = "too-many-sessions"
  case tooManyUnanswered = "too-many-unanswered"
  case quotaExceeded = "quota-exceeded"
  case creditFell = "credit-fell"
  case unknownFunction = "unknown-function"
  // Publish.
  case badEnvelope = "bad-envelope"
  case unknownVersion = "unknown-version"
  case wrongAudience = "wrong-audience"
  case wrongSource = "wrong-source"
  case badSections = "bad-sections"
  case tooManySections = "too-many-sections"
  case doubledSection = "doubled-section"
  case sectionMissing = "section-missing"
  case unknownClass = "unknown-class"
  case classNotAllowed = "class-not-allowed"
  case unknownTag = "unknown-tag"
  case sealedNotOffered = "sealed-not-offered"
  case badCommitments = "bad-commitments"
  case commitmentMismatch = "commitment-mismatch"
  case repeatedSalt = "repeated-salt"
  case badProof = "bad-proof"
  case badSignature = "bad-signature"
  case unknownKey = "unknown-key"
  case keyRevoked = "key-revoked"
  case keyNotValid = "key-not-valid"
  case smallOrderKey = "small-order-key"
  // Meaning.
  case unknownKind = "unknown-kind"
  case badMatter = "bad-matter"
  case badHandling = "bad-handling"
  case badOutcome = "bad-outcome"
  case generalisationMismatch = "generalisation-mismatch"
  case identityTrace = "identity-trace"
  case purposeNotLawful = "purpose-not-lawful"
  case basisNotLawful = "basis-not-lawful"
  case kindNotLawful = "kind-not-lawful"
  case identifierInvalid = "identifier-invalid"
  case testNumberRequired = "test-number-required"
  case testNumberRefused = "test-number-refused"
  case unknownUnit = "unknown-unit"
  case unknownConversation = "unknown-conversation"
  case alreadyAsked = "already-asked"
  case notDelegated = "not-delegated"
  case noAgreement = "no-agreement"
  case idReused = "id-reused"
  // Consent.
  case consentReplayed = "consent-replayed"
  case consentExpired = "consent-expired"
  case consentTooGeneral = "consent-too-general"
  case consentTooMany = "consent-too-many"
  case consentContradictory = "consent-contradictory"
  case consentUnsigned = "consent-unsigned"
  case consentHalfSigned = "consent-half-signed"
  case consentGuardianWithheld = "consent-guardian-withheld"
  case consentCustodyUnknown = "consent-custody-unknown"
  case consentAgeUnknown = "consent-age-unknown"
  case consentWidened = "consent-widened"
  case consentWrongAuthority = "consent-wrong-authority"
  case consentWithdrawn = "consent-withdrawn"
  case consentUnknown = "consent-unknown"
  // Emergency.
  case emergencyEnded = "emergency-ended"
  case emergencyTooLong = "emergency-too-long"
  case emergencyTooMany = "emergency-too-many"
  case emergencyReplayed = "emergency-replayed"
  case emergencyReviewed = "emergency-reviewed"
  case emergencyOwnReview = "emergency-own-review"
  case emergencyUnknown = "emergency-unknown"
  // Reservation.
  case reservationTooMany = "reservation-too-many"
  case reservationUnknown = "reservation-unknown"
  case reservationWrongParty = "reservation-wrong-party"
  case reservationWrongPerson = "reservation-wrong-person"
  case reservationWrongText = "reservation-wrong-text"
  case reservationEnded = "reservation-ended"
  case reservationAcknowledged = "reservation-acknowledged"
  case reservationUnacknowledged = "reservation-unacknowledged"
  case reservationSpent = "reservation-spent"
  // Early contact.
  case contactUninformed = "contact-uninformed"
  case contactPhraseWrong = "contact-phrase-wrong"
  case contactPhraseLocked = "contact-phrase-locked"
  case contactPhraseSpent = "contact-phrase-spent"
  case contactGuardiansWithheld = "contact-guardians-withheld"
  case contactDecided = "contact-decided"
  // Recipient.
  case badAck = "bad-ack"
  case unknownDelivery = "unknown-delivery"
  case leaseEnded = "lease-ended"
  case stale
  case versionConflict = "version-conflict"
  case notPermitted = "not-permitted"
  // Duty.
  case badDuty = "bad-duty"
  case dutyNotKept = "duty-not-kept"
  case dutyListUnknown = "duty-list-unknown"
  case dutyListChanged = "duty-list-changed"
  // Broker.
  case intakeClosed = "intake-closed"
  case busy
  case unknownMessage = "unknown-message"
  case badRequest = "bad-request"

  /// Whether trying again can help.
  package var retry: Retry {
    switch self {
    case .noSession, .tooManySessions, .tooManyUnanswered, .quotaExceeded, .clockSkew, .stale,
      .leaseEnded, .intakeClosed, .busy, .contactPhraseLocked:
      .later
    case .notOffered, .sealedNotOffered, .alreadyAsked, .idReused, .unknownDelivery,
      .notPermitted, .unknownMessage, .emergencyReviewed, .reservationAcknowledged,
      .contactPhraseSpent, .contactDecided, .dutyListUnknown:
      .no
    case .badFrames, .tooLarge, .unknownCommand, .badHeader, .badJSON, .notUTF8, .byteOrderMark,
      .duplicateName, .escapedName, .tooDeep, .notAnInteger, .carriageReturn, .badPadding,
      .creditFell, .unknownFunction, .badEnvelope, .unknownVersion, .wrongAudience, .wrongSource,
      .badSections, .tooManySections, .doubledSection, .sectionMissing, .unknownClass,
      .classNotAllowed, .unknownTag, .unknownConversation, .versionConflict, .keyRevoked,
      .smallOrderKey, .testNumberRefused, .badCommitments, .commitmentMismatch,
      .repeatedSalt, .badProof, .badSignature, .unknownKey, .keyNotValid, .unknownKind,
      .consentReplayed, .consentExpired, .consentTooGeneral, .consentTooMany,
      .consentContradictory, .consentUnsigned, .consentHalfSigned, .consentGuardianWithheld,
      .consentCustodyUnknown, .consentAgeUnknown, .consentWidened, .consentWrongAuthority,
      .consentWithdrawn, .consentUnknown, .emergencyEnded, .emergencyTooLong, .emergencyTooMany,
      .emergencyReplayed, .emergencyOwnReview, .emergencyUnknown,
      .reservationTooMany, .reservationUnknown, .reservationWrongParty,
      .reservationWrongPerson, .reservationWrongText, .reservationEnded,
      .reservationUnacknowledged, .reservationSpent,
      .badMatter, .badHandling, .badOutcome, .purposeNotLawful, .basisNotLawful, .kindNotLawful,
      .identifierInvalid, .testNumberRequired, .unknownUnit, .notDelegated, .noAgreement, .badAck,
      .badRequest, .generalisationMismatch, .identityTrace, .contactUninformed,
      .contactPhraseWrong, .contactGuardiansWithheld, .badDuty, .dutyNotKept, .dutyListChanged:
      .mended
    }
  }
}
