package import Concerns
package import Evidence

extension ClientCommand {
  /// What is asked or told about a change of duty.
  package enum Duty: Hashable, Sendable {
    /// Asks what a function keeps, and which lists it wrote or is to accept.
    case ask(FunctionID)
    /// Reads one list.
    case read(DutyListID)
    /// Writes a list, or accepts one.
    case act(Proof, DutyDocument)

    init(_ header: Header, _ payload: ArraySlice<[UInt8]>) throws(Problem) {
      if let document = payload.first {
        self = .act(try header.proof(), try DutyDocument(reading: document))
      } else if let list = try header.readIfPresent(
        "list", { $0.string.flatMap(DutyListID.init(_:)) })
      {
        self = .read(list)
      } else {
        self = .ask(try header.read("function") { $0.string.flatMap(FunctionID.init(_:)) })
      }
    }

    var members: [JSONValue.Member] {
      switch self {
      case .ask(let function): [.init("function", .string(function.text))]
      case .read(let list): [.init("list", .string(list.description))]
      case .act(let proof, _): [.init("proof", proof.header)]
      }
    }

    /// What follows the header.
    var payload: [[UInt8]] {
      if case .act(_, let document) = self { [document.bytes] } else { [] }
    }
  }
}
