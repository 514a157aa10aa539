import Concerns
import Evidence

/// Reads what `handling` says of a waiver, or of taking one back.
///
/// A waiver opens secrets by a person's number, so nothing in it may be a guess: every person has a
/// number that passes, is certain, and has a part in it.
enum ConsentReader {
  /// The waiver of a `consent.record`; `nil` in another kind.
  static func waiver(
    in body: JSONValue, of kind: Kind, about persons: [Person]
  ) throws(Problem) -> WaiverTerms? {
    guard kind == .consentRecord, let value = body["waiver"] else { return nil }
    try checkCertainty(of: persons)
    let tags = Set(persons.map(\.tag))
    let terms = WaiverTerms(
      form: try HandlingReader.word(value["form"], "/waiver/form", CooperationForm.init(rawValue:)),
      persons: try waived(in: value, known: tags), classes: try classes(in: value),
      until: try HandlingReader.word(value["until"], "/waiver/until", CivilDate.init(_:)),
      evidence: try HandlingReader.word(value["evidence"], "/waiver/evidence", evidence))
    guard Set(value.names) == waiverNames else { throw Problem(.badHandling, pointer: "/waiver") }
    guard terms.tags == tags else { throw Problem(.badHandling, pointer: "/persons") }
    return terms
  }

  /// The terms of a `consent.withdraw`; `nil` in another kind.
  static func withdrawal(
    in body: JSONValue, of kind: Kind, about persons: [Person]
  ) throws(Problem) -> WithdrawalTerms? {
    guard kind == .consentWithdraw, let value = body["withdrawal"] else { return nil }
    try checkCertainty(of: persons)
    let tags = Set(persons.map(\.tag))
    guard Set(value.names) == ["signatory", "for"], let texts = value["for"]?.array,
      let signatory = value["signatory"].flatMap({ tag($0, in: tags) })
    else { throw Problem(.badHandling, pointer: "/withdrawal") }
    let whom = texts.compactMap { tag($0, in: tags) }
    guard whom.count == texts.count, Set(whom).count == whom.count else {
      throw Problem(.badHandling, pointer: "/withdrawal/for")
    }
    guard Set(whom).union([signatory]) == tags else {
      throw Problem(.badHandling, pointer: "/persons")
    }
    return WithdrawalTerms(signatory: signatory, persons: whom)
  }

  private static let waiverNames: Set<String> = [
    "form", "persons", "classes", "until", "evidence",
  ]

  /// A waiver that was found by a mistyped number, or by a guess, would open somebody else's.
  private static func checkCertainty(of persons: [Person]) throws(Problem) {
    var seen: Set<PersonIdentifier> = []
    for (index, person) in persons.enumerated() {
      guard case .verified? = person.identifier, let number = person.identifier else {
        throw Problem(.identifierInvalid, pointer: "/persons/\(index)/number")
      }
      guard person.certainty == .certain else {
        throw Problem(.identifierInvalid, pointer: "/persons/\(index)/certainty")
      }
      guard seen.insert(number).inserted else {
        throw Problem(.badHandling, pointer: "/persons/\(index)/number")
      }
    }
  }

  private static func waived(
    in value: JSONValue, known tags: Set<Tag>
  ) throws(Problem) -> [WaiverTerms.Waived] {
    guard let values = value["persons"]?.array, 1...Handling.personLimit ~= values.count else {
      throw Problem(.badHandling, pointer: "/waiver/persons")
    }
    var waived: [WaiverTerms.Waived] = []
    for (index, value) in values.enumerated() {
      waived.append(try person(value, at: "/waiver/persons/\(index)", known: tags))
    }
    guard Set(waived.map(\.person)).count == waived.count else {
      throw Problem(.badHandling, pointer: "/waiver/persons")
    }
    return waived
  }

  private static func person(
    _ value: JSONValue, at pointer: String, known tags: Set<Tag>
  ) throws(Problem) -> WaiverTerms.Waived {
    guard Set(value.names) == ["person", "custody", "signatures"],
      let tag = value["person"].flatMap({ tag($0, in: tags) }),
      let custody = value["custody"]?.string.flatMap(Custody.init(rawValue:)),
      let values = value["signatures"]?.array, values.count <= WaiverTerms.signatureLimit
    else { throw Problem(.badHandling, pointer: pointer) }
    var signatures: [WaiverTerms.Given] = []
    for (index, value) in values.enumerated() {
      guard let signature = signature(value, known: tags) else {
        throw Problem(.badHandling, pointer: pointer + "/signatures/\(index)")
      }
      signatures.append(signature)
    }
    return WaiverTerms.Waived(person: tag, custody: custody, signatures: signatures)
  }

  private static func signature(_ value: JSONValue, known tags: Set<Tag>) -> WaiverTerms.Given? {
    guard let capacity = value["capacity"]?.string else { return nil }
    var names = Set(value.names).subtracting(["capacity", "signed"])
    let signed = value["signed"]?.string.flatMap(CivilDate.init(_:))
    guard value["signed"] == nil || signed != nil else { return nil }
    switch capacity {
    case "self":
      return names.isEmpty ? WaiverTerms.Given(.oneself, signed: signed) : nil
    case "guardian":
      guard names == ["person", "notice"],
        let tag = value["person"].flatMap({ tag($0, in: tags) }),
        let notice = value["notice"]?.string.flatMap(GuardianNotice.init(rawValue:))
      else { return nil }
      return WaiverTerms.Given(.guardian(tag, notice), signed: signed)
    case "decision":
      let absent = value["person"].flatMap { tag($0, in: tags) }
      if absent != nil { names.remove("person") }
      guard names == ["citation", "board"],
        let citation = value["citation"]?.string.flatMap(SubstituteCitation.init(rawValue:)),
        let board = value["board"]?.string.flatMap(AgencyID.init(_:))
      else { return nil }
      return WaiverTerms.Given(
        .decision(citation, board: board, absent: absent), signed: signed)
    default: return nil
    }
  }

  private static func classes(in value: JSONValue) throws(Problem) -> Set<DataClass> {
    let words = value["classes"]?.array ?? []
    let classes = Set(words.compactMap { $0.string.flatMap(DataClass.init(rawValue:)) })
    guard classes.count == words.count, !classes.isEmpty else {
      throw Problem(.badHandling, pointer: "/waiver/classes")
    }
    return classes
  }

  private static func evidence(_ text: String) -> [UInt8]? {
    guard let bytes = Base64.url.decode(text), bytes.count == WaiverTerms.evidenceLength else {
      return nil
    }
    return bytes
  }

  private static func tag(_ value: JSONValue, in tags: Set<Tag>) -> Tag? {
    guard let tag = value.string.flatMap(Tag.init(_:)), tags.contains(tag) else { return nil }
    return tag
  }
}

extension WaiverTerms {
  /// Everyone who has a part in it.
  fileprivate var tags: Set<Tag> {
    persons.reduce(into: []) { tags, waived in
      tags.insert(waived.person)
      for case .guardian(let tag, _) in waived.signatures.map(\.capacity) { tags.insert(tag) }
      for case .decision(_, _, let tag?) in waived.signatures.map(\.capacity) { tags.insert(tag) }
    }
  }
}
