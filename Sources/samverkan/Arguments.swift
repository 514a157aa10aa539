public import AdapterKit
public import ArgumentParser
public import Concerns
import Wire
import ZeroMQ

/// Arguments read strictly, each with the form that a person is told when it is wrong.
package enum Given {
  package static func delivery(_ text: String) throws(Fault) -> DeliveryID {
    try read(text, "DELIVERY", .formDelivery, DeliveryID.init(_:))
  }

  package static func function(_ text: String) throws(Fault) -> FunctionID {
    try read(text, "FUNCTION", .formFunction, FunctionID.init(_:))
  }

  package static func message(
    _ text: String, _ form: Phrase = .formMessage
  ) throws(Fault) -> MessageID {
    try read(text, "ID", form, MessageID.init(_:))
  }

  static func reference(_ text: String) throws(Fault) -> Reference {
    try read(text, "REFERENCE", .formReference, Reference.init(_:))
  }

  package static func agency(_ text: String) throws(Fault) -> AgencyID {
    try read(text, "AGENCY", .formAgency, AgencyID.init(_:))
  }

  package static func member(_ text: String) throws(Fault) -> MemberID {
    try read(text, "MEMBER", .formMember, MemberID.init(_:))
  }

  package static func moment(_ text: String, _ name: String) throws(Fault) -> Moment {
    try read(text, name, .formMoment, Moment.init(_:))
  }

  static func municipality(_ text: String, _ name: String) throws(Fault) -> MunicipalityCode {
    try read(text, name, .formMunicipality, MunicipalityCode.init(_:))
  }

  static func conversation(_ text: String) throws(Fault) -> ConversationID {
    try read(text, "--conversation", .formConversation, ConversationID.init(_:))
  }

  /// Who does something, as their own register calls them.
  static func worker(_ text: String) throws(Fault) -> WorkerID {
    try read(text, "--worker", .formWorker, WorkerID.init(_:))
  }

  static func dutyList(_ text: String) throws(Fault) -> DutyListID {
    try read(text, "LIST", .formDutyList, DutyListID.init(_:))
  }

  /// The name of a cooperation, which is that of its conversation.
  static func cooperation(_ text: String, _ name: String) throws(Fault) -> String {
    try read(text, name, .formCooperation, ConversationID.init(_:)).description
  }

  /// A key's id: only the register knows which there are.
  static func keyID(_ text: String) -> String { Hyphenated.uncovered(text) }

  /// What was received, as a digest.
  static func view(_ text: String) throws(Fault) -> String {
    try read(text, "--view", .formView) { $0.utf8.count == 43 ? $0 : nil }
  }

  /// A CURVE public key, given itself or as the `.key` file that holds it.
  static func curveKey(_ text: String) throws -> String {
    if text.hasSuffix(".key") {
      return try KeyFile(String(text.dropLast(".key".count))).readPublic().key.z85
    }
    return try read(text, "--curve-key", .formKey, CurvePublicKey.init(z85:)).z85
  }

  /// A signing public key, given itself or as the `.sign` file that holds it.
  static func signingKey(_ text: String) throws -> String {
    if text.hasSuffix(".sign") {
      return try SigningKeyFile(String(text.dropLast(".sign".count))).readPublic()
    }
    return try read(text, "--key", .formKey) { $0.utf8.count == 43 ? $0 : nil }
  }

  private static func read<Value>(
    _ text: String, _ name: String, _ form: Phrase, _ make: (String) -> Value?
  ) throws(Fault) -> Value {
    guard let value = make(Hyphenated.uncovered(text)) else {
      throw .badArgument(name: name, form: form)
    }
    return value
  }
}

extension ConcernDocument {
  /// Reads a file, or standard input for `-`.
  init(at path: String, on terminal: Terminal) throws {
    if path == "-" {
      try self.init(reading: terminal.streams.readAll())
      return
    }
    guard !Given.isFolder(path) else {
      throw Fault.badArgument(name: "FILE", form: .formDocument)
    }
    do {
      try self.init(readingFile: path)
    } catch AdapterError.file(let path, .missing) {
      throw Fault.noInput(path)
    }
  }
}

extension Kind: ExpressibleByArgument {}
extension Lane: ExpressibleByArgument {}
extension Party: ExpressibleByArgument {}
extension Progress: ExpressibleByArgument {}
extension RedirectReason: ExpressibleByArgument {}
extension Protection: ExpressibleByArgument {}
extension TargetGroup: ExpressibleByArgument {}
extension Ground: ExpressibleByArgument {}
extension EmergencyReason: ExpressibleByArgument {}
extension EmergencyReview: ExpressibleByArgument {}
extension ContactChoice: ExpressibleByArgument {}
extension PassedOn.Way: ExpressibleByArgument {}
