import AdapterKit
package import ArgumentParser
import Concerns
import Evidence
import Foundation
import Wire

extension ConsentCommand {
  /// Sends the record of a consent.
  package struct Record: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Record a consent that your agency has obtained itself. [changes]",
      discussion: """
        The document is one of kind consent.record: who has signed for whom, which
        parties and classes, until when. What was signed stays with you; --evidence
        sends its digest and never the paper. Everything else is as with concern send,
        --resume included.

        Examples:
          samverkan consent record waiver.json --evidence signed-form.pdf
          samverkan consent record - < waiver.json
        """)
    @Argument(help: "The document, or - for standard input.") var file: String
    @Option(
      help: ArgumentHelp(
        "The signed form; its digest goes into the document.", valueName: "file"))
    var evidence: String?
    @OptionGroup var keeping: Keeping
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      var document = try ConcernDocument(
        at: file, of: .consentRecord, form: .formConsentRecord, on: terminal)
      if let evidence {
        document = document.filled(evidence: try SignedForm.digest(of: evidence))
      }
      try await keeping.send(document, on: terminal)
    }
  }

  /// Sends the withdrawal of a consent.
  package struct Withdraw: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Tell that somebody has withdrawn a consent. [changes]",
      discussion: """
        Any named party may tell it. From the receipt on nothing more is disclosed on
        this cooperation's waivers for that person; the others learn only that sharing
        has stopped. The document is one of kind consent.withdraw, in the conversation
        of the cooperation.

        Examples:
          samverkan consent withdraw withdrawal.json
          samverkan consent withdraw - < withdrawal.json
        """)
    @Argument(help: "The document, or - for standard input.") var file: String
    @OptionGroup var keeping: Keeping
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let document = try ConcernDocument(
        at: file, of: .consentWithdraw, form: .formConsentWithdraw, on: terminal)
      try await keeping.send(document, on: terminal)
    }
  }
}

/// The form that people have signed, or a text of reasons, which never leaves the authority.
enum SignedForm {
  /// Largest form that is read: a scan of a dozen pages, many times over.
  private static let sizeLimit = 67_108_864

  /// - Parameter name: The option that named it.
  static func digest(of path: String, as name: String = "--evidence") throws -> Digest32 {
    guard !Given.isFolder(path), let content = FileManager.default.contents(atPath: path) else {
      throw Fault.noInput(path)
    }
    guard (1...sizeLimit).contains(content.count) else {
      throw Fault.badArgument(name: name, form: .formEvidence)
    }
    return Digest32(hashing: Array(content))
  }
}

extension ConcernDocument {
  /// Reads a document that must be of one kind.
  fileprivate init(at path: String, of kind: Kind, form: Phrase, on terminal: Terminal) throws {
    try self.init(at: path, on: terminal)
    guard self.kind == kind else { throw Fault.otherKind(form: form) }
  }
}
