import Admission
import Concerns

/// Who takes part in the quickstart: four agencies that send, and the social board that receives.
enum QuickstartMember: String, CaseIterable, Sendable {
  case school, preschool, police, association, reception, protected

  /// The agencies with their machines, as they are registered when the folder is made.
  static let enrollments: [Enrollment] = [
    Enrollment(
      agency: agency(
        .school, "Almbackens skolor", .school, isBound: true, ["rektor", "expedition"]),
      machines: [machine(.school)]),
    Enrollment(
      agency: agency(.preschool, "Tallkottens förskolor", .preschool, isBound: true, ["rektor"]),
      machines: [machine(.preschool)]),
    Enrollment(
      agency: agency(.police, "Polisen Öst", .police, isBound: true, ["lokalpolis"]),
      machines: [machine(.police)]),
    Enrollment(
      agency: agency(
        .association, "Kupolens vänner", .civilSociety, isBound: false, ["styrelse"]),
      machines: [machine(.association)]),
    Enrollment(
      agency: agency(
        .reception, "Socialnämnden i Norrköping", .socialServices, isBound: true,
        ["mottagning", "socialjour", "skyddade-arenden"]),
      machines: [machine(.reception), machine(.protected)]),
  ]

  /// Where the member's connection file lies, below the broker's folder.
  var connectionPath: String { "members/" + rawValue + "/connection.json" }

  /// The mailboxes the member reads.
  var functions: [FunctionID] {
    let names =
      switch self {
      case .school, .preschool: ["rektor"]
      case .police: ["lokalpolis"]
      case .association: ["styrelse"]
      case .reception: ["mottagning", "socialjour"]
      case .protected: ["skyddade-arenden"]
      }
    return names.map { Enrollment.name(agencyName + "." + $0, FunctionID.init(_:)) }
  }

  /// Who reads a mailbox.
  static func reader(of function: FunctionID) -> Self? {
    allCases.first { $0.functions.contains(function) }
  }

  /// The member's agency as it was registered.
  var agency: Agency {
    let name = Enrollment.name(agencyName, AgencyID.init(_:))
    guard let agency = Self.enrollments.map(\.agency).first(where: { $0.id == name }) else {
      preconditionFailure("every member's agency is registered")
    }
    return agency
  }

  private var agencyName: String {
    switch self {
    case .school: "almbacken-skolor"
    case .preschool: "tallkotten-forskolor"
    case .police: "polisen-ost"
    case .association: "kupolens-vanner"
    case .reception, .protected: "norrkoping-socialnamnd"
    }
  }

  private var machineName: String {
    switch self {
    case .reception: "mottagning"
    case .protected: "skyddade"
    case .school, .preschool, .police, .association: "server"
    }
  }

  private static func agency(
    _ member: Self, _ name: String, _ party: Party, isBound: Bool, _ functions: [String]
  ) -> Agency {
    Agency(
      id: Enrollment.name(member.agencyName, AgencyID.init(_:)), name: name, party: party,
      isBoundToReport: isBound,
      functions: Set(
        functions.map {
          Enrollment.name(member.agencyName + "." + $0, FunctionID.init(_:))
        }))
  }

  private static func machine(_ member: Self) -> Enrollment.Machine {
    Enrollment.Machine(
      id: Enrollment.name(member.agencyName + "/" + member.machineName, MemberID.init(_:)),
      folder: "members/" + member.rawValue, functions: Set(member.functions))
  }
}
