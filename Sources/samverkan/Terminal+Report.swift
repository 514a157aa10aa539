import AdapterKit
import ArgumentParser
import Concerns
import Policy
import Rainbow
import Tables
import Wire
import ZeroMQ

/// What a fault is in words: a sentence, what to do, and where to read more.
package struct Explanation: Sendable {
  let sentence: String
  let remedy: String
  let code: String?
  let pointer: String?
  /// Where in a document that has no pointers, because it could not be read.
  var place: Refusal.Place?
}

extension Explanation {
  /// With more to do beside the remedy.
  fileprivate func adding(_ text: String) -> Explanation {
    Explanation(
      sentence: sentence, remedy: remedy + " " + text, code: code, pointer: pointer)
  }
}

extension Terminal {
  /// Tells the person on the error stream: one sentence, the remedy, the code.
  package func report(_ fault: Fault) {
    let explanation = explain(fault)
    guard form == .table || form == .plain else {
      return streams.complain(json(explanation, fault) + "\n")
    }
    let place = place(of: explanation).map { " (\($0))" } ?? ""
    var text = "\(say(.problem)): \(explanation.sentence)\(place)\n  \(explanation.remedy)\n"
    if let code = explanation.code {
      text += "  \(code) · \(invocation.program) errors lookup \(code)\n"
    }
    if case .commandLine(_, let usage) = fault { text += usage }
    streams.complain(text)
  }

  private func place(of explanation: Explanation) -> String? {
    explanation.pointer
      ?? explanation.place.map { say(.placeInText, String($0.line), String($0.column)) }
  }

  private func json(_ explanation: Explanation, _ fault: Fault) -> String {
    var members: [JSONValue.Member] = [
      .init("error", .string(explanation.sentence)), .init("remedy", .string(explanation.remedy)),
      .init("exit", .integer(Int64(fault.exitCode.rawValue))),
    ]
    if let code = explanation.code { members.append(.init("code", .string(code))) }
    if let lawful = fault.refusal?.lawful, !lawful.isEmpty {
      members.append(.init("lawful", .array(lawful.map { .string($0.rawValue) })))
    }
    if let otherwise = fault.refusal?.otherwise {
      members.append(.init("otherwise", .string(otherwise[language])))
    }
    if let pointer = explanation.pointer { members.append(.init("pointer", .string(pointer))) }
    if let place = explanation.place {
      members.append(.init("line", .integer(Int64(place.line))))
      members.append(.init("column", .integer(Int64(place.column))))
    }
    if case .adapter(.identifying(let traces)) = fault {
      members.append(.init("traces", .array(traces.map(\.value))))
    }
    return String(decoding: JSONValue.object(members).bytes, as: UTF8.self)
  }

  /// A fault in the reader's language.
  package func explain(_ fault: Fault) -> Explanation {
    switch fault {
    case .adapter(.refused(let refusal)): explain(refusal)
    case .adapter(let error): explain(error)
    case .sockets(let error): plain(.faultSockets, .remedySockets, error.description)
    case .badArgument(let name, let form): plain(.faultArgument, .remedyArgument, name, say(form))
    case .otherKind(let form): plain(.faultOtherKind, .remedyOtherKind, say(form))
    case .kept(let error, let folder): kept(explain(Fault.adapter(error)), in: folder)
    case .unsent(let error, let folder):
      explain(Fault.adapter(error)).adding(say(.remedyUnsent, folder, resumption(of: folder)))
    case .waits(let folder): plain(.faultWaits, .remedyWaits, folder, resumption(of: folder))
    case .refusedAgain(let refusal, let path):
      explain(refusal).adding(say(.remedyRefusedAgain, path))
    case .unfinished(let path): plain(.faultUnfinished, .remedyUnfinished, path)
    case .partial(let numbers, let count):
      plain(
        .faultPartial, .remedyPartial, numbers.map(String.init).joined(separator: ", "),
        String(count))
    case .missingArgument(let name, let form):
      plain(.faultMissingArgument, .remedyArgument, name, say(form))
    case .commandLine(let misunderstanding, _):
      Explanation(
        sentence: say(.faultCommandLine), remedy: say(misunderstanding), code: nil, pointer: nil)
    case .unknownCommand(let name, let others, let group):
      explain(unknown: name, beside: others, in: group)
    case .foreignMailbox(let name): plain(.faultForeignMailbox, .remedyForeignMailbox, name)
    case .unconfirmed(let name): plain(.faultUnconfirmed, .remedyUnconfirmed, name)
    case .noInput(let path): explain(.missing, of: path)
    case .noReceipt(let reference, let path):
      plain(.faultNoReceipt, .remedyNoReceipt, reference, path)
    case .unknownCode: plain(.faultUnknownCode, .remedyUnknownCode)
    case .notListed: plain(.faultNotListed, .remedyNotListed)
    case .settled(let delivery, let state, let remedy):
      plain(
        .faultSettled, remedy, Catalogue.word(for: state, of: "state")?[language] ?? state,
        delivery.text)
    case .start(let fault): explain(fault)
    case .law(let flaw, let path): explain(flaw, in: path)
    case .noRule(let name): plain(.faultNoRule, .remedyNoRule, name)
    case .notRegistered(let name): plain(.faultNotRegistered, .remedyNotRegistered, name)
    case .nowhereInDirectory(let name): plain(.faultNowhere, .remedyNowhere, name)
    case .noArea(let name, let near):
      plain(.faultNoArea, .remedyNoArea, name, alternatives(near))
    case .nothingToHandOver(let name):
      plain(.faultNothingToHandOver, .remedyNothingToHandOver, name)
    case .reserved(let refusal, let entitled): explain(refusal, reservedFor: entitled)
    case .noBell: plain(.faultNoBell, .remedyNoBell)
    case .severalOwners(let names): plain(.faultSeveralOwners, .remedySeveralOwners, names)
    case .disappointed(let sentences):
      plain(.faultDisappointed, .remedyDisappointed, sentences.joined(separator: "; "))
    case .unexpected(let type): plain(.faultUnexpected, .remedyUnexpected, type)
    }
  }

  private func explain(
    unknown name: String, beside others: [String], in group: [String]
  ) -> Explanation {
    let help = say(.remedyUnknownCommand, (["help"] + group).joined(separator: " "))
    return Explanation(
      sentence: say(.faultUnknownCommand, (group + [name]).joined(separator: " ")),
      remedy: [meant(by: name, among: others), help].compactMap(\.self).joined(separator: " "),
      code: nil, pointer: nil)
  }

  private func explain(
    _ refusal: Refusal, reservedFor entitled: Fault.Entitled
  ) -> Explanation {
    let (sentence, remedy): (Phrase, Phrase) =
      switch entitled {
      case .operators: (.faultNotOperator, .remedyNotOperator)
      case .owner: (.faultNotOwner, .remedyNotOwner)
      case .inspectors: (.faultNotInspector, .remedyNotInspector)
      }
    return Explanation(
      sentence: say(sentence, connectionPath), remedy: say(remedy), code: refusal.code,
      pointer: nil)
  }

  private func explain(_ flaw: TableFlaw, in path: String) -> Explanation {
    let (fault, remedy) = (Catalogue.text(of: flaw.wording), Catalogue.text(of: flaw.advice))
    return plain(
      .faultLaw, .remedyLaw, path, String(flaw.line), fault[language] + ", " + remedy[language])
  }

  /// The fault itself, and what to do with what is kept.
  private func kept(_ explanation: Explanation, in folder: String) -> Explanation {
    Explanation(
      sentence: explanation.sentence, remedy: say(.remedyKept, folder, resumption(of: folder)),
      code: explanation.code,
      pointer: explanation.pointer)
  }

  private func explain(_ refusal: Refusal) -> Explanation {
    if let reason = refusal.remedy { return explain(register: reason, refusal) }
    let text = refusal.text
    var remedy = text.map { $0.remedy[language] } ?? say(.remedyUnexpected)
    if let otherwise = refusal.otherwise { remedy = otherwise[language] + " " + remedy }
    if !refusal.lawful.isEmpty {
      remedy += " " + say(.lawfulKinds, refusal.lawful.map(\.rawValue).joined(separator: ", "))
      remedy += " " + say(.sendAsOne)
    }
    return Explanation(
      sentence: text.map { $0.title[language] } ?? refusal.code, remedy: remedy,
      code: refusal.code, pointer: refusal.pointer, place: refusal.place)
  }

  /// What the register says for itself: the request could be read, and was not done.
  private func explain(register reason: String, _ refusal: Refusal) -> Explanation {
    let known = Catalogue.register.first { $0.en == reason }
    return Explanation(
      sentence: say(.faultRegister), remedy: known?[language] ?? say(.remedySockets, reason),
      code: refusal.code, pointer: refusal.pointer)
  }

  private func explain(_ error: AdapterError) -> Explanation {
    switch error {
    case .file(let path, let fault): explain(fault, of: path)
    case .connection(let path, let member):
      plain(.faultConnection, .remedyConnection, path, member)
    case .unreachable(let endpoint):
      plain(
        .faultUnreachable,
        endpoint.hasPrefix("ipc:") ? .remedyLocalUnreachable : .remedyUnreachable, endpoint)
    case .keyRefused(let endpoint): plain(.faultKeyRefused, .remedyKeyRefused, endpoint)
    case .tooManyHandshakes(let endpoint):
      plain(.faultTooManyHandshakes, .remedyTooManyHandshakes, endpoint)
    case .wrongServer(let endpoint): plain(.faultWrongServer, .remedyWrongServer, endpoint)
    case .otherDeployment: plain(.faultOtherDeployment, .remedyConnection)
    case .unanswered: plain(.faultUnanswered, .remedyUnanswered)
    case .interrupted: plain(.faultInterrupted, .remedyInterrupted)
    case .forged: plain(.faultForged, .remedyForged)
    case .outboxFull(let folder, let limit):
      plain(
        .faultOutboxFull, .remedyOutboxFull, folder, String(limit), resumption(of: folder))
    case .full, .closed: plain(.faultInterrupted, .remedyUnanswered)
    case .network(let error): plain(.faultSockets, .remedySockets, error.description)
    case .refused(let refusal): explain(refusal)
    case .identifying(let traces):
      plain(.faultIdentifying, .remedyIdentifying, traces.map(name).joined(separator: "; "))
    @unknown default: plain(.faultUnexpected, .remedyUnexpected, error.description)
    }
  }

  /// What may tell whom a consultation is about, and where; never the words.
  private func name(_ trace: IdentityTrace) -> String {
    let kind: Phrase =
      switch trace.kind {
      case .personalNumber: .tracePersonalNumber
      case .telephone: .traceTelephone
      case .mail: .traceMail
      case .address: .traceAddress
      case .freeText: .traceFreeText
      }
    return say(.tracePlace, say(kind), trace.pointer, String(trace.line))
  }

  private func explain(_ fault: AdapterError.FileFault, of path: String) -> Explanation {
    switch fault {
    case .missing: plain(.faultFileMissing, .remedyFileMissing, path)
    case .exists: plain(.faultFileExists, .remedyFileExists, path)
    case .exposed, .foreign: plain(.faultFileExposed, .remedyFileExposed, path)
    case .inaccessible: plain(.faultFileClosed, .remedyFileClosed, path)
    case .unusual, .malformed: plain(.faultFileMalformed, .remedyFileMalformed, path)
    @unknown default: plain(.faultFileMalformed, .remedyFileMalformed, path)
    }
  }

  private func plain(_ sentence: Phrase, _ remedy: Phrase, _ values: String...) -> Explanation {
    Explanation(
      sentence: say(sentence, filledWith: values),
      remedy: say(remedy, filledWith: values), code: nil, pointer: nil)
  }
}

extension Fault {
  /// The refusal of a message, the first time or again.
  fileprivate var refusal: Refusal? {
    switch self {
    case .adapter(.refused(let refusal)), .refusedAgain(let refusal, _): refusal
    default: nil
    }
  }
}

extension IdentityTrace {
  fileprivate var value: JSONValue {
    .object([
      .init("kind", .string(kind.rawValue)), .init("pointer", .string(pointer)),
      .init("line", .integer(Int64(line))),
    ])
  }
}

extension LocalizedText {
  /// The text in one of the two languages.
  package subscript(language: Language) -> String {
    switch language {
    case .sv: sv
    case .en: en
    }
  }
}
