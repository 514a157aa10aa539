import AdapterKit
import Concerns
import Support

/// What is sent: the shipped examples, and which mailbox each must end in.
struct Script: Sendable {
  /// A document and who must get it.
  struct Line: Sendable {
    let document: ConcernDocument
    let owner: Party
  }

  private let ordinary: [Party: ConcernDocument]
  private let protected: [Party: ConcernDocument]
  private let request: String
  private let answer: String

  init() throws {
    let school = try Protocols.text(of: "deploy/examples/skola-heder.json")
    let police = try Protocols.text(of: "deploy/examples/polis-tre-barn.json")
    // The preschool's report of a child under protected registration, said by the other two.
    let hidden = try Protocols.text(of: "deploy/examples/forskola-skyddad.json")
    ordinary = [.school: try Self.document(school), .police: try Self.document(police)]
    protected = [
      .school: try Self.document(
        hidden.replacing("tallkotten-forskolor.rektor", with: "almbacken-skolor.rektor")),
      .police: try Self.document(
        hidden.replacing("tallkotten-forskolor.rektor", with: "polisen-ost.lokalpolis")),
    ]
    request = try Protocols.text(of: "deploy/examples/aterkoppling-begaran.json")
    answer = try Protocols.text(of: "deploy/examples/aterkoppling.json")
  }

  /// The so-manieth concern of a sender; every fourth is about a child whose home is secret.
  func line(_ number: Int, of sender: Party) -> Line? {
    let owner: Party = number % 4 == 3 ? .protected : .reception
    let document = owner == .protected ? protected[sender] : ordinary[sender]
    return document.map { Line(document: $0, owner: owner) }
  }

  /// The school asks what became of a concern.
  func request(in conversation: ConversationID) throws -> Line {
    Line(document: try Self.document(request, in: conversation), owner: .reception)
  }

  /// The board tells the school one of three words.
  func answer(in conversation: ConversationID) throws -> Line {
    Line(document: try Self.document(answer, in: conversation), owner: .school)
  }

  private static func document(
    _ text: String, in conversation: ConversationID? = nil
  ) throws -> ConcernDocument {
    let placeholder = "00000000-0000-4000-8000-000000000000"
    let text = conversation.map { text.replacing(placeholder, with: $0.description) } ?? text
    return try ConcernDocument(reading: Array(text.utf8))
  }
}
