package import Concerns
package import Evidence

/// One change of the register, recorded in the ledger before it takes effect.
package enum RegistryAct: Hashable, Sendable {
  case addAgency(Agency)
  case addMember(Member)
  case removeMember(MemberID)
  /// `holder`: the machine that signs with it; without one, the agency's operator, if that is all
  /// the agency has.
  case addKey(VerifyingKey, of: AgencyID, until: Moment?, holder: MemberID? = nil)
  case retireKey(KeyID, of: AgencyID)
  case revokeKey(KeyID, of: AgencyID)
}

/// Why a change of the register is refused; the register stays as it was.
package enum RegistryError: Error, CaseIterable, Hashable, Sendable, CustomStringConvertible {
  case unknownAgency
  case unknownMember
  case unknownKey
  case agencyExists
  case memberExists
  case keyExists
  case curveKeyInUse
  case foreignFunction
  case badCurveKey
  case tooMany
  case reservedName

  package var description: String {
    switch self {
    case .unknownAgency: "no such agency, list them with 'samverkan agency ls' or add it first"
    case .unknownMember: "no such member, list them with 'samverkan member ls'"
    case .unknownKey: "no such key, list them with 'samverkan key ls'"
    case .agencyExists: "an agency of that name exists, choose another name"
    case .memberExists: "a member of that name exists, remove it first or choose another name"
    case .keyExists: "the key is registered already"
    case .curveKeyInUse: "another member uses that CURVE key, make a key pair of its own"
    case .foreignFunction: "a function belongs to another agency, name the agency's own"
    case .badCurveKey: "a CURVE key is forty characters of Z85, take it from the .key file"
    case .reservedName: "the broker speaks under that name itself, choose another name"
    case .tooMany: "the register is full, remove what is no longer used"
    }
  }
}
