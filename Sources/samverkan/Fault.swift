package import AdapterKit
package import ArgumentParser
package import Concerns
package import Tables
import Wire
package import ZeroMQ

/// Why a command did not do what was asked, as the person at the terminal is told.
package enum Fault: Error, Sendable {
  case adapter(AdapterError)
  case sockets(ZeroMQError)
  /// An option or argument does not have the form it must have.
  case badArgument(name: String, form: Phrase)
  /// An option is not there that must be.
  case missingArgument(name: String, form: Phrase)
  /// The words of the command line make no sense together; why, and how the command is used.
  case commandLine(Misunderstanding, usage: String)
  /// There is no such command, and which there are beside it; in what group.
  case unknownCommand(String, beside: [String], in: [String])
  /// A dangerous act was not confirmed by name.
  case unconfirmed(String)
  /// The document is of another kind than the command sends; what it must be.
  case otherKind(form: Phrase)
  /// The document to be sent is not there.
  case noInput(String)
  /// No receipt has come, and the bytes are kept in a folder.
  case kept(AdapterError, in: String)
  /// There was no line to send over, and the bytes are kept in a folder.
  case unsent(AdapterError, in: String)
  /// The same document waits in a folder already.
  case waits(in: String)
  /// What was sent before was refused now; its file is left.
  case refusedAgain(Refusal, String)
  /// A file of an outbox that was never finished, nor sent.
  case unfinished(String)
  /// Reports of some children of a document were kept, and of the others nothing.
  case partial(kept: [Int], count: Int)
  /// No receipt with that reference was noted in the file.
  case noReceipt(String, in: String)
  /// There is no such problem code.
  case unknownCode
  /// A delivery is not in any mailbox of the connection.
  case notListed
  /// Nothing is left to do with a delivery, and what there is instead.
  case settled(DeliveryID, state: String, remedy: Phrase)
  /// The broker lets somebody else read a mailbox, or nobody.
  case foreignMailbox(String)
  /// A broker does not start or go on.
  case start(StartFault)
  /// What the quickstart saw was not as it must be.
  case disappointed([String])
  /// A file of law, or of what is expected of one, cannot be used.
  case law(TableFlaw, in: String)
  /// There is no rule of that name.
  case noRule(String)
  /// The register has nothing of that name.
  case notRegistered(String)
  /// A directory has nothing of that name.
  case nowhereInDirectory(String)
  /// No directory has an area of that name; what is there that is like it.
  case noArea(String, near: [String])
  /// Of what a function keeps there is nothing that no list names.
  case nothingToHandOver(String)
  /// What the broker refuses to everybody but some; to whom it would not.
  case reserved(Refusal, for: Entitled)
  /// Nobody is rung: the broker's configuration names no file that says who is.
  case noBell
  /// What is to be handed over belongs to several.
  case severalOwners(String)
  case unexpected(String)

  /// Whose something is to do or to ask.
  package enum Entitled: CaseIterable, Sendable {
    /// The broker's.
    case operators
    /// Of an open report.
    case owner
    /// Or whoever reads the mailbox.
    case inspectors
  }

  package init(_ error: any Error) {
    switch error {
    case let fault as Fault: self = fault
    case let error as AdapterError: self = .adapter(error)
    case ZeroMQError.keyFile(let path, .exists): self = .adapter(.file(path: path, .exists))
    case ZeroMQError.keyFile: self = Self.started(error)
    case let error as ZeroMQError: self = .sockets(error)
    default: self = Self.started(error)
    }
  }

  /// Modules whose descriptions are written for a person and hold no payload.
  private static let own: Set<Substring> = [
    "AdapterKit", "Admission", "Broker", "Concerns", "Consents", "Deadlines", "Delivery",
    "Evidence", "Filtering", "Ledger", "LedgerSQLite", "Pipeline", "Policy", "Routing",
    "Tables", "Wire", "ZeroMQ", "samverkan",
  ]

  /// A fault of the broker's parts; the words of others are not trusted to be without payload.
  private static func started(_ error: any Error) -> Fault {
    if let fault = StartFault(error) { return .start(fault) }
    let module = String(reflecting: type(of: error)).prefix { $0 != "." }
    if own.contains(module), type(of: error) is any CustomStringConvertible.Type {
      return .start(StartFault(.inside, String(describing: error)))
    }
    return .unexpected(String(describing: type(of: error)))
  }

  /// The exit code, after `sysexits.h`.
  package var exitCode: ExitCode {
    switch self {
    case .badArgument, .missingArgument, .severalOwners, .commandLine, .unknownCommand,
      .unconfirmed, .unknownCode, .noArea:
      .validationFailure
    case .noInput, .noReceipt, .notListed, .noRule, .notRegistered, .nowhereInDirectory, .settled,
      .nothingToHandOver:
      ExitCode(66)
    case .waits: ExitCode(75)
    case .unfinished, .partial, .law, .otherKind: ExitCode(65)
    case .refusedAgain(let refusal, _): refusal.exitCode
    case .foreignMailbox, .reserved: ExitCode(77)
    case .noBell: ExitCode(78)
    case .sockets: ExitCode(69)
    case .start(let fault): fault.exitCode
    case .unexpected, .disappointed: ExitCode(70)
    case .adapter(let error), .kept(let error, _), .unsent(let error, _):
      error.exitCode
    }
  }
}

extension AdapterError {
  fileprivate var exitCode: ExitCode {
    switch self {
    case .file(_, .exists): ExitCode(73)
    case .file, .connection, .network(.keyFile), .otherDeployment: ExitCode(78)
    case .unreachable, .wrongServer, .unanswered, .forged, .network: ExitCode(69)
    case .keyRefused: ExitCode(77)
    case .tooManyHandshakes, .interrupted, .full, .outboxFull, .closed: ExitCode(75)
    case .refused(let refusal): refusal.exitCode
    case .identifying: ExitCode(65)
    @unknown default: ExitCode(70)
    }
  }
}

extension Refusal {
  /// Denied by law, role or key: no change of the document helps.
  private static let denials: Set<String> = [
    "not-permitted", "kind-not-lawful", "purpose-not-lawful", "basis-not-lawful", "unknown-key",
    "key-revoked", "key-not-valid", "small-order-key", "wrong-source", "unknown-function",
  ]

  fileprivate var exitCode: ExitCode {
    if code == "clock-skew" { return ExitCode(78) }
    if Self.denials.contains(code) { return ExitCode(77) }
    return ExitCode(retry == .later ? 75 : 65)
  }
}
