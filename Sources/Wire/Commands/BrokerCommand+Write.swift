import Concerns
import Evidence

extension BrokerCommand {
  package var name: CommandName {
    switch self {
    case .welcome: .welcome
    case .receipt: .receipt
    case .deliver: .deliver
    case .recall: .recall
    case .explanation: .explain
    case .list: .list
    case .released: .release
    case .decided: .decide
    case .status, .answeredStatus: .status
    case .unopened, .answered: .notice
    case .phrase: .phrase
    case .cameBack: .comeBack
    case .duties, .dutyList: .duty
    case .known: .known
    case .ping: .ping
    case .bye: .bye
    case .admin: .admin
    case .problem: .problem
    }
  }

  /// The frames of the command: with the asker's number in an answer, else the broker's own.
  package func frames(_ number: Int64) -> [[UInt8]] {
    let header = Header(number, members)
    switch self {
    case .deliver(let deliver):
      let payload = [deliver.envelope, deliver.view]
      return [name.frame, header.padded(with: [name.frame] + payload)] + payload
    case .receipt(_, let leaf): return [name.frame, header.bytes, leaf]
    case .problem(_, let refusal?): return [name.frame, header.bytes, refusal.leaf]
    case .admin(let answer), .explanation(_, let answer), .known(_, let answer):
      return [name.frame, header.bytes, answer.bytes]
    case .list(let labels, _):
      let items = JSONValue.object([.init("items", .array(labels.map(\.value)))])
      return [name.frame, header.bytes, items.bytes]
    case .phrase(_, let words):
      let phrase = JSONValue.object([.init("phrase", .array(words.map { .string($0) }))])
      return [name.frame, header.bytes, phrase.bytes]
    case .duties(let overview): return [name.frame, header.bytes, overview.value.bytes]
    case .dutyList(_, let bytes): return [name.frame, header.bytes, bytes]
    case .welcome, .recall, .released, .decided, .status, .answeredStatus, .unopened, .answered,
      .cameBack, .ping, .bye, .problem(_, nil):
      return [name.frame, header.bytes]
    }
  }

  private var members: [JSONValue.Member] {
    switch self {
    case .welcome(let welcome): welcome.members
    case .receipt(let proof, _): [.init("proof", proof.header)]
    case .deliver(let deliver): deliver.members
    case .recall(let delivery), .released(let delivery), .explanation(let delivery, _),
      .known(let delivery, _):
      [.init("delivery", .string(delivery.wire))]
    case .list(_, let next): next.map { [.init("next", .string($0))] } ?? []
    case .decided(let delivery, let version, let owner):
      [.init("delivery", .string(delivery.wire)), .init("version", .integer(version))]
        + (owner.map { [.init("to", .string($0.text))] } ?? [])
    case .status(let id, let word, let left):
      [.init("id", .string(id.description)), .init("word", .string(word.rawValue))]
        + (left.map { [.init("left", .array($0.map(\.value)))] } ?? [])
    case .answeredStatus(let answered, let word):
      answered.members + [.init("word", .string(word.rawValue))]
    case .unopened(let unopened): unopened.members
    case .answered(let answered):
      [.init("notice", .string(Answered.word))] + answered.members
    case .phrase(let reference, _): [.init("reference", .string(reference.text))]
    case .cameBack(let id, let conversation):
      [
        .init("id", .string(id.description)),
        .init("conversation", .string(conversation.description)),
      ]
    case .problem(let problem, let refusal):
      problem.members + (refusal.map { [.init("proof", $0.proof.header)] } ?? [])
    case .dutyList(let list, _): [.init("list", .string(list.description))]
    case .ping, .bye, .admin, .duties: []
    }
  }
}

extension Problem {
  fileprivate var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("code", .string(code.rawValue)), .init("retry", .string(code.retry.rawValue)),
    ]
    if let frame { members.append(.init("frame", .integer(Int64(frame)))) }
    if let pointer { members.append(.init("pointer", .string(pointer))) }
    if let remedy { members.append(.init("remedy", .string(remedy))) }
    if !lawful.isEmpty {
      members.append(.init("lawful", .array(lawful.map { .string($0.rawValue) })))
    }
    if let otherwise {
      let texts = [("sv", otherwise.sv), ("en", otherwise.en)]
      members.append(.init("otherwise", .object(texts.map { .init($0, .string($1)) })))
    }
    return members
  }
}

extension BrokerCommand.Welcome {
  fileprivate var members: [JSONValue.Member] {
    [
      .init("session", .string(session.text)), .init("deployment", .string(deployment.text)),
      .init("environment", .string(environment.rawValue)), .init("time", .string(time.text)),
      .init("agency", .string(agency.text)), .init("publish", .integer(Int64(publish))),
      .init("idle", .integer(Int64(idle))), .init("lease", .integer(Int64(lease))),
      .init("functions", .array(functions.map { .string($0.text) })),
      .init("keys", .array(keys.map { .string($0.wire) })),
      .init("entrances", .array(entrances.map(\.value))),
    ] + (next.map { [.init("next", $0.value)] } ?? [])
      + (moved.isEmpty ? [] : [.init("moved", .array(moved.map(\.value)))])
  }
}

extension BrokerCommand.Welcome.Moved {
  fileprivate var value: JSONValue {
    .object([
      .init("function", .string(function.text)), .init("to", .string(to.text)),
      .init("since", .string(since.text)),
    ])
  }
}

extension BrokerCommand.Welcome.Successor {
  fileprivate var value: JSONValue {
    .object([
      .init("key", .string(key)), .init("port", .integer(Int64(port))),
      .init("from", .string(from.text)),
    ])
  }
}

extension BrokerCommand.Welcome.Entrance {
  var value: JSONValue {
    .object([
      .init("function", .string(function.text)), .init("sv", .string(name.sv)),
      .init("en", .string(name.en)), .init("phone", .string(phone)),
    ])
  }
}

extension BrokerCommand.Deliver {
  fileprivate var members: [JSONValue.Member] {
    [
      .init("delivery", .string(delivery.wire)), .init("attempt", .integer(Int64(attempt))),
      .init("lease", .integer(Int64(lease))), .init("function", .string(function.text)),
      .init("thread", .string(thread)), .init("lane", .string(lane.rawValue)),
      .init("whole", .bool(isWhole)), .init("gap", .bool(hasGap)),
      .init(
        "obligations",
        .array(Obligation.allCases.filter(obligations.contains).map { .string($0.rawValue) })),
      .init("key", .string(key.wire)), .init("proof", proof.header),
    ]
  }
}

extension BrokerCommand.Label {
  fileprivate var value: JSONValue {
    .object([
      .init("delivery", .string(delivery.wire)), .init("kind", .string(kind.rawValue)),
      .init("lane", .string(lane.rawValue)), .init("state", .string(state)),
      .init("accepted", .string(accepted.text)), .init("attempts", .integer(Int64(attempts))),
      .init("version", .integer(version)),
    ])
  }
}

extension BrokerCommand.Left {
  fileprivate var value: JSONValue {
    .object([
      .init("party", .string(party.text)), .init("handed", .integer(Int64(handed))),
      .init("withdrawn", .integer(Int64(withdrawn))),
    ])
  }
}
