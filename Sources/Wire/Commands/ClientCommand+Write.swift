import Concerns
import Evidence

extension ClientCommand {
  /// The frames of the command under a number of the asker's.
  package func frames(_ number: Int64) -> [[UInt8]] {
    switch self {
    case .publish(let publish):
      let header = Header(number, [.init("proof", publish.proof.header)])
      let payload = [publish.message.envelope.bytes, publish.message.sectionBytes]
      return [name.frame, header.padded(with: [name.frame] + payload)] + payload
    case .acknowledge(let acknowledge):
      let header = Header(number, [.init("proof", acknowledge.proof.header)])
      return [name.frame, header.bytes, acknowledge.document.bytes]
    case .admin(let request):
      return [name.frame, Header(number).bytes, request.bytes]
    case .comeBack(let back): return [name.frame, Header(number, members).bytes, back.frame]
    case .duty(let duty): return [name.frame, Header(number, duty.members).bytes] + duty.payload
    case .hello, .credit, .list, .open, .explain, .claim, .release, .decide, .rule, .choose,
      .status, .phrase, .known, .ping, .bye:
      return [name.frame, Header(number, members).bytes]
    }
  }

  /// What stands in the header beside the number.
  private var members: [JSONValue.Member] {
    switch self {
    case .hello(let hello):
      [
        .init("time", .string(hello.time.text)), .init("software", .string(hello.software)),
        .init("functions", .array(hello.functions.map { .string($0.text) })),
      ]
    case .credit(let credit):
      [.init("messages", .integer(credit.messages)), .init("bytes", .integer(credit.bytes))]
    case .list(let list):
      [.init("function", .string(list.function.text))]
        + (list.after.map { [.init("after", .string($0))] } ?? [])
        + [.init("limit", .integer(Int64(list.limit)))]
    case .open(let delivery), .explain(let delivery), .claim(let delivery),
      .release(let delivery), .known(let delivery):
      [.init("delivery", .string(delivery.wire))]
    case .decide(let decide):
      [
        .init("delivery", .string(decide.delivery.wire)),
        .init("version", .integer(decide.version)), .init("decision", .string("redirect")),
        .init("to", .string(decide.to.text)), .init("reason", .string(decide.reason.rawValue)),
      ]
    case .rule(let ruling): ruling.members
    case .status(let id): [.init("id", .string(id.description))]
    case .phrase(let reference): [.init("reference", .string(reference.text))]
    case .comeBack(let back): [.init("reference", .string(back.reference.text))]
    case .choose(let choose): choose.members
    case .duty(let duty): duty.members
    case .publish, .acknowledge, .admin, .ping, .bye: []
    }
  }
}
