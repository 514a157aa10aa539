package import Concerns

extension ClientCommand {
  /// Comes back to an early contact, with what somebody wrote.
  package struct ComeBack: Hashable, Sendable {
    /// Longest word that is looked at, in bytes; those of the list are far shorter.
    static let wordLimit = 32
    /// Most words that are looked at.
    static let countLimit = 8

    package let reference: Reference
    /// As they were written; the broker knows which words there are.
    package let words: [String]

    package init(reference: Reference, words: [String]) {
      self.reference = reference
      self.words = words
    }

    init(_ header: Header, phrase frame: [UInt8]) throws(Problem) {
      reference = try header.reference()
      let value: JSONValue
      do {
        value = try JSONScanner.parse(frame)
      } catch {
        throw error.inFrame(2)
      }
      let words = value["phrase"]?.array?.compactMap(\.string)
      guard value.names == ["phrase"], let words, words.count == value["phrase"]?.array?.count,
        words.count <= Self.countLimit, words.allSatisfy({ $0.utf8.count <= Self.wordLimit })
      else { throw Problem(.badRequest, frame: 2, pointer: "/phrase") }
      self.words = words
    }

    var frame: [UInt8] {
      JSONValue.object([.init("phrase", .array(words.map { .string($0) }))]).bytes
    }
  }

  /// What a worker decides of an early contact, in a word, by their own hand.
  package struct Choose: Hashable, Sendable {
    package let delivery: DeliveryID
    package let version: Int64
    package let choice: ContactChoice
    /// The worker who decides.
    package let worker: WorkerID

    package init(
      delivery: DeliveryID, version: Int64, choice: ContactChoice, worker: WorkerID
    ) {
      self.delivery = delivery
      self.version = version
      self.choice = choice
      self.worker = worker
    }

    init(_ choice: ContactChoice, _ header: Header) throws(Problem) {
      self.init(
        delivery: try header.delivery(), version: try header.count("version"), choice: choice,
        worker: try header.read("worker") { $0.string.flatMap(WorkerID.init(_:)) })
    }

    var members: [JSONValue.Member] {
      [
        .init("delivery", .string(delivery.wire)), .init("version", .integer(version)),
        .init("decision", .string(choice.rawValue)), .init("worker", .string(worker.text)),
      ]
    }
  }
}

extension Header {
  func reference() throws(Problem) -> Reference {
    try read("reference") { $0.string.flatMap(Reference.init(_:)) }
  }
}
