import Concerns
import Evidence
import Wire

extension WaiverTerms {
  /// The member `waiver` of `handling`.
  var value: JSONValue {
    .object([
      .init("form", .string(form.rawValue)), .init("persons", .array(persons.map(\.value))),
      .init("classes", .array(classes.map(\.rawValue).sorted().map { .string($0) })),
      .init("until", .string(until.text)),
      .init("evidence", .string(Base64.url.encode(evidence))),
    ])
  }
}

extension WaiverTerms.Waived {
  fileprivate var value: JSONValue {
    .object([
      .init("person", .string(person.text)), .init("custody", .string(custody.rawValue)),
      .init("signatures", .array(signatures.map(\.value))),
    ])
  }
}

extension WaiverTerms.Given {
  fileprivate var value: JSONValue {
    .object(members + (signed.map { [.init("signed", .string($0.text))] } ?? []))
  }

  private var members: [JSONValue.Member] {
    switch capacity {
    case .oneself: [.init("capacity", .string("self"))]
    case .guardian(let tag, let notice):
      [
        .init("capacity", .string("guardian")), .init("person", .string(tag.text)),
        .init("notice", .string(notice.rawValue)),
      ]
    case .decision(let citation, let board, let absent):
      [
        .init("capacity", .string("decision")), .init("citation", .string(citation.rawValue)),
        .init("board", .string(board.text)),
      ] + (absent.map { [.init("person", .string($0.text))] } ?? [])
    }
  }
}

extension WithdrawalTerms {
  /// The member `withdrawal` of `handling`.
  var value: JSONValue {
    .object([
      .init("signatory", .string(signatory.text)),
      .init("for", .array(persons.map { .string($0.text) })),
    ])
  }
}
