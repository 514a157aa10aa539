import Testing

/// A value that vouches for something, and the nearest way to make one without the right to.
struct Forgery: CustomStringConvertible, Sendable {
  let type: String
  let imports: [String]
  /// Makes a second one out of all that the first one shows.
  let forged: String
  /// As the compiler names the type in its message.
  let name: String

  init(_ type: String, imports: [String], forged: String, name: String? = nil) {
    self.type = type
    self.imports = imports
    self.forged = forged
    self.name = name ?? type
  }

  var description: String { type }

  /// The same source each time, but for what is returned.
  func source(returning value: String) -> String {
    imports.map { "import \($0)\n" }.joined()
      + "func copy(_ one: \(type)) -> \(type) { \(value) }\n"
  }

  /// The same source each time, but for which type is decoded.
  func source(decoding type: String) -> String {
    imports.map { "import \($0)\n" }.joined()
      + "func decode<T: Decodable>(_: T.Type, _: \(self.type)?) {}\n"
      + "func read() { decode(\(type).self, nil) }\n"
  }

  static let all = [
    Forgery(
      "Admitted<AckDocument>", imports: ["Admission", "Wire"],
      forged: """
        Admitted(
          one.said, by: one.member, of: one.agency, key: one.key, proof: one.proof, at: one.at)
        """, name: "Admitted<Said>"),
    Forgery(
      "Routed", imports: ["Routing"],
      forged: """
        Routed(
          one.admitted, owner: one.owner, recipients: one.recipients, entrance: one.entrance,
          lane: one.lane, isSenderWalled: one.isSenderWalled, conversation: one.conversation)
        """),
    Forgery(
      "Disclosure", imports: ["Filtering"],
      forged: """
        Disclosure(
          recipient: one.recipient, sections: one.sections, purpose: one.purpose,
          legalBasis: one.legalBasis, basis: one.basis, at: one.at)
        """),
    Forgery(
      "Cleared", imports: ["Filtering"],
      forged: "Cleared(one.routed, facts: one.facts, disclosures: one.disclosures)"),
    Forgery(
      "Recorded", imports: ["Ledger"],
      forged: "Recorded(index: one.index, record: one.record, time: one.time)"),
    Forgery("Receipt", imports: ["Ledger"], forged: "Receipt(leaf: one.leaf, proof: one.proof)"),
    Forgery(
      "Attested", imports: ["Evidence"],
      forged: "Attested(leaf: one.leaf, purpose: one.purpose, key: one.key)"),
    Forgery(
      "Examined<AckDocument>", imports: ["Admission", "Wire"],
      forged: "Examined(candidate: one.candidate, attested: nil)", name: "Examined<Said>"),
    Forgery(
      "Payload", imports: ["Ledger"],
      forged: "Payload(message: one.message, proof: one.proof, key: one.key)"),
    Forgery(
      "StoredConcern", imports: ["Ledger"],
      forged: """
        StoredConcern(index: one.index, facts: one.facts, payload: one.payload, at: one.at)
        """),
    Forgery(
      "RecordedHandOver", imports: ["Ledger"],
      forged: """
        RecordedHandOver(
          delivery: one.delivery, concern: one.concern, disclosure: one.disclosure,
          time: one.time)
        """),
    Forgery(
      "KeptEntry", imports: ["Ledger"],
      forged: """
        KeptEntry(
          recorded: one.recorded, receipt: one.receipt, place: one.place, concern: one.concern,
          handOver: one.handOver)
        """),
  ]
}

@Suite struct `A value that vouches` {
  @Test(arguments: Forgery.all)
  func `cannot be made outside its module`(forgery: Forgery) throws {
    let answer = try Compiler().check(forgery.source(returning: forgery.forged))
    #expect(!answer.compiles)
    #expect(
      answer.diagnostics.contains(
        "'\(forgery.name)' initializer is inaccessible due to 'internal' protection level"),
      "\(answer.diagnostics)")
  }

  @Test(arguments: Forgery.all)
  func `can be handed on by anybody`(forgery: Forgery) throws {
    let answer = try Compiler().check(forgery.source(returning: "one"))
    #expect(answer.compiles, "\(answer.diagnostics)")
  }

  @Test(arguments: Forgery.all)
  func `cannot be decoded`(forgery: Forgery) throws {
    let answer = try Compiler().check(forgery.source(decoding: forgery.type))
    #expect(!answer.compiles)
    #expect(answer.diagnostics.contains("conform to 'Decodable'"), "\(answer.diagnostics)")
  }

  @Test(arguments: Forgery.all)
  func `stands beside plain values, which can be decoded`(forgery: Forgery) throws {
    let answer = try Compiler().check(forgery.source(decoding: "String"))
    #expect(answer.compiles, "\(answer.diagnostics)")
  }
}
