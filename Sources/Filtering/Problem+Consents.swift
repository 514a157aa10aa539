package import Consents
package import Wire

extension Problem {
  /// What the register refuses, in the words of the wire.
  ///
  /// Whoever asks about a cooperation in which they have no part, about a person who did not sign
  /// in it, or about none at all, gets one answer: another would say who consents to what.
  package init(refusing refusal: ConsentRefusal) {
    switch refusal {
    case .replayed: self.init(.consentReplayed, frame: 2, pointer: "/id")
    case .expired: self.init(.consentExpired, frame: 3, pointer: "/waiver/until")
    case .tooGeneral: self.init(.consentTooGeneral, frame: 3, pointer: "/waiver/classes")
    case .tooMany: self.init(.consentTooMany, frame: 3, pointer: "/waiver")
    case .contradictory: self.init(.consentContradictory, frame: 3, pointer: "/waiver")
    case .noEvidence: self.init(.badHandling, frame: 3, pointer: "/waiver/evidence")
    case .unsigned: self.init(.consentUnsigned, frame: 3, pointer: "/waiver/persons")
    case .halfSigned: self.init(.consentHalfSigned, frame: 3, pointer: "/waiver/persons")
    case .guardianWithheld:
      self.init(.consentGuardianWithheld, frame: 3, pointer: "/waiver/persons")
    case .custodyUnknown:
      self.init(.consentCustodyUnknown, frame: 3, pointer: "/waiver/persons")
    case .ageUnknown: self.init(.consentAgeUnknown, frame: 3, pointer: "/waiver/persons")
    case .widened: self.init(.consentWidened, frame: 3, pointer: "/waiver")
    case .wrongAuthority:
      self.init(.consentWrongAuthority, frame: 3, pointer: "/waiver/evidence")
    case .withdrawn: self.init(.consentWithdrawn, frame: 3, pointer: "/conversation")
    case .notAParty, .unknownCooperation, .notASignatory:
      self.init(.consentUnknown, frame: 3, pointer: "/conversation")
    }
  }
}
