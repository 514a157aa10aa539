package import Concerns

/// An agency as the operator registered it.
package struct Agency: Hashable, Sendable, Codable {
  /// Most functions of one agency; a large school owner has some hundred schools.
  package static let functionLimit = 1024

  package let id: AgencyID
  /// What people call it; never a person's name.
  package let name: String
  package let party: Party
  /// Whether the duty of SoL 19:1 binds it, by law or by contract with the municipality.
  package let isBoundToReport: Bool
  /// Whether it works under contract with the municipality, and so under its secrecy.
  package let isContracted: Bool
  /// The functions it speaks for and may read.
  package let functions: Set<FunctionID>

  package init(
    id: AgencyID, name: String, party: Party, isBoundToReport: Bool, isContracted: Bool = false,
    functions: Set<FunctionID>
  ) {
    self.id = id
    self.name = name
    self.party = party
    self.isBoundToReport = isBoundToReport
    self.isContracted = isContracted
    self.functions = functions
  }
}

/// One machine of an agency, and what it may do.
package struct Member: Hashable, Sendable, Codable {
  package let id: MemberID
  /// Its CURVE public key, forty characters of Z85.
  package let curveKey: String
  /// The mailboxes it may read.
  package let functions: Set<FunctionID>
  /// Whether it may administer the broker, on the admin socket only.
  package let isOperator: Bool
  /// Whether it may ask why any delivery shows what it shows, on the admin socket only.
  package let isInspector: Bool

  package init(
    id: MemberID, curveKey: String, functions: Set<FunctionID>, isOperator: Bool = false,
    isInspector: Bool = false
  ) {
    self.id = id
    self.curveKey = curveKey
    self.functions = functions
    self.isOperator = isOperator
    self.isInspector = isInspector
  }

  /// Whether it comes in over the admin socket, and there alone.
  package var comesLocally: Bool { isOperator || isInspector }
}
