import AdapterKit
import Concerns
import Evidence
import Foundation
import Wire

/// A message ready for the socket: composed, signed and padded before the clock starts.
struct Letter: Sendable {
  let frames: [[UInt8]]
  let id: MessageID
  let conversation: ConversationID
}

/// Makes messages of the measured size. The senders' work is none of the broker's.
struct Corpus: Sendable {
  /// Bytes of envelope and sections together.
  static let payloadSize = 2400

  let world: World
  private let report: ConcernDocument
  private let acute: ConcernDocument

  init(_ world: World) throws {
    self.world = world
    report = try Self.document(urgency: "ordinary", in: world)
    acute = try Self.document(urgency: "acute", in: world)
  }

  /// Reports, each in a conversation of its own.
  ///
  /// - Parameter batch: Messages under one proof, up to 64.
  func reports(
    _ count: Int, from machine: World.Machine, isAcute: Bool = false, batch: Int = 1
  ) throws -> [Letter] {
    let document = isAcute ? acute : report
    return try signed(
      (0..<count).map { _ in try compose(document, from: machine) }, from: machine, batch: batch)
  }

  /// Questions about reports that were sent before: lane `other`, one recipient.
  func questions(
    _ count: Int, about conversations: [ConversationID], from machine: World.Machine
  ) throws -> [Letter] {
    let bodies = try conversations.map { try Self.question(about: $0, from: machine) }
    return try signed(
      (0..<count).map { try compose(bodies[$0 % bodies.count], from: machine) }, from: machine,
      batch: Proof.sizeLimit)
  }

  private func compose(
    _ document: ConcernDocument, from machine: World.Machine
  ) throws -> SignedMessage {
    var generator = SystemRandomNumberGenerator()
    let key = world.signingKey(of: machine).verifyingKey
    return try document.compose(
      to: Destination(
        agency: machine.id.agency, deployment: BenchFolder.deployment, environment: .training,
        key: key.id), at: .wallClock, drawing: &generator)
  }

  private func signed(
    _ messages: [SignedMessage], from machine: World.Machine, batch: Int
  ) -> [Letter] {
    let key = world.signingKey(of: machine)
    return stride(from: 0, to: messages.count, by: batch).flatMap { start in
      let part = Array(messages[start..<min(start + batch, messages.count)])
      let proofs = Proof.sign(
        part.map(\.envelope.bytes), for: .publish, audience: BenchFolder.deployment, with: key)
      return part.indices.map { index in
        let command = ClientCommand.publish(.init(proof: proofs[index], message: part[index]))
        return Letter(
          frames: command.frames(Int64(start + index + 1)), id: part[index].envelope.id,
          conversation: part[index].matter.conversation)
      }
    }
  }

  /// Fills the narrative until the payload has the measured size.
  private static func document(urgency: String, in world: World) throws -> ConcernDocument {
    let corpus = Bare(world: world)
    let short = try corpus.size(of: text(urgency: urgency, fill: 0))
    return try ConcernDocument(
      reading: Array(text(urgency: urgency, fill: max(0, payloadSize - short)).utf8))
  }

  /// Measures a document before the corpus exists.
  private struct Bare {
    let world: World

    func size(of text: String) throws -> Int {
      var generator = SystemRandomNumberGenerator()
      let machine = World.Machine.first
      let message = try ConcernDocument(reading: Array(text.utf8)).compose(
        to: Destination(
          agency: machine.id.agency, deployment: BenchFolder.deployment, environment: .training,
          key: world.signingKey(of: machine).verifyingKey.id), at: .wallClock,
        drawing: &generator)
      return message.envelope.bytes.count + message.sectionBytes.count
    }
  }

  private static func text(urgency: String, fill: Int) -> String {
    """
    {"kind":"report.mandatory","unit":"almbacken-skolor.rektor","handling":{"persons":[
    {"tag":"MQ4T","role":"child","number":"201003072384","certainty":"certain",
    "protection":"unknown"},{"tag":"B7ZE","role":"guardian","certainty":"probable",
    "protection":"unknown"}],"municipality":"0581","area":"unknown","target":"child",
    "grounds":["absence"],"urgency":"\(urgency)","guardians":"unknown","anonymous":false,
    "feedback":true,"excluded":[]},"sections":[
    {"class":"identity","about":["MQ4T"],"body":{"name":"Mira Valdani"}},
    {"class":"guardians","about":["B7ZE"],"body":{"guardians":[{"name":"Selma Valdani"}]}},
    {"class":"narrative","about":["MQ4T"],
     "body":{"observed":"\(String(repeating: "x", count: fill))"}},
    {"class":"reporter","about":[],"body":{"title":"rektor","phone":"011-15 00 00"}}]}
    """
  }

  private static func question(
    about conversation: ConversationID, from machine: World.Machine
  ) throws -> ConcernDocument {
    let text = """
      {"kind":"feedback.request","unit":"\(machine.function.text)",
      "conversation":"\(conversation.description)","handling":{"persons":[],
      "municipality":"0581","area":"unknown","target":"unknown","grounds":["unknown"],
      "urgency":"ordinary","guardians":"unknown","anonymous":false,"feedback":true,
      "excluded":[]},"sections":[]}
      """
    return try ConcernDocument(reading: Array(text.utf8))
  }
}
