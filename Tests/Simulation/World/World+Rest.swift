import Pipeline
import Concerns
import Deadlines
import Evidence
import Ledger
import Wire

extension World {
  /// Stops all faults and lets everybody do their duty: then nothing may be left over.
  ///
  /// - Parameter patience: Rounds in which all that is open must come to an end.
  package mutating func comeToRest(patience: Int = 400) async throws {
    faultsAreOn = false
    try await crash()
    try await registerEverybody()
    for machine in stations.indices { sendAgain(machine) }
    for _ in 0..<patience {
      try await doAll()
      if isAtRest { break }
      for machine in stations.indices { try await serve(machine) }
      pass(.seconds(2))
      try tell(.tick)
    }
    try await doAll()
    try checkRest()
    try await checkLedger()
  }

  /// Every agency has a key that is registered, and every machine is connected.
  private mutating func registerEverybody() async throws {
    for machine in stations.indices {
      _ = connect(machine)
      greet(machine)
    }
    try await doAll()
    let chief = stations.count - 1
    restoreMachine(chief)
    try await doAll()
    for agency in keys.keys.sorted() {
      addKey(chief, for: agency)
      try await doAll()
      guard newKeys.isEmpty || crashes > 0 else { throw Violation("a key was not registered") }
    }
    for machine in stations.indices where !stations[machine].isGreeted { greet(machine) }
    try await doAll()
    for machine in stations.indices where !stations[machine].isGreeted {
      throw Violation("\(stations[machine].member.text) cannot open a session")
    }
  }

  /// Sends everything that has no receipt; what is under another key by now is signed anew.
  private mutating func sendAgain(_ machine: Int) {
    for letter in stations[machine].unreceipted { post(letter, machine) }
  }

  /// Carries, does and hands over until nothing is on its way.
  private mutating func doAll() async throws {
    for _ in 0..<1_000_000 {
      let isCarried = lines.values.allSatisfy { $0.toBroker.isEmpty && $0.toStation.isEmpty }
      if isCarried, host.isIdle { return }
      try carryIn()
      carryOut()
      try await work()
      try answer()
      try checkNotes()
    }
    throw Violation("the broker never comes to rest")
  }

  /// A recipient that takes all it gets; an operator that redrives what was parked.
  private mutating func serve(_ machine: Int) async throws {
    if stations[machine].member == Town.operatorMember {
      for delivery in parked { redrive(delivery, machine) }
      post(.ping, .ping, from: machine)
      return
    }
    grant(machine)
    let held = stations[machine].held
    stations[machine].held = []
    for start in stride(from: 0, to: held.count, by: AckDocument.itemLimit) {
      let some = held[start..<min(start + AckDocument.itemLimit, held.count)]
      send(
        some.map { .init(delivery: $0.delivery, view: $0.view, state: .received) },
        from: machine)
    }
  }

  /// Nothing is left to be done by anybody but a human: what was shared on a waiver that has run
  /// out stays where somebody was rung for it.
  private var isAtRest: Bool {
    host.store.look { noted in
      let shares = account.letters.indices.filter {
        account.letters[$0].kind == .collaborationShare
      }
      let places = Set(shares.compactMap { account.place(of: $0, noted) })
      return noted.deliveries.values.allSatisfy { delivery in
        switch delivery.standing.state {
        case .waiting, .leased: false
        case .parked: places.contains(delivery.entry)
        case .settled, .sentOn, .withdrawn: true
        }
      }
    }
  }

  /// What is stored is what was stated, leaf by leaf, after all that has happened to it.
  private func checkLedger() async throws {
    let found = try await host.reader.verify(by: Town.receiptKey.verifyingKey)
    guard let defect = found.defects.first else { return }
    throw Violation("the ledger is not as it was stated: \(defect.fault) \(defect.table)")
  }

  private func checkRest() throws {
    guard isAtRest else {
      let left = host.store.look { noted in
        noted.deliveries.values.filter { $0.standing.state.isOpen }.map { "\($0.standing)" }
      }
      throw Violation("accepted messages are never handed over: \(left.prefix(3))")
    }
    try checkOwners()
    for (line, waiting) in account.asks where lines[line] != nil {
      for ask in waiting.values.joined() where ask.isOwed {
        throw Violation("a request was never answered: \(ask.subject.name)")
      }
    }
  }
}

extension Ask {
  /// Whether somebody waits for an answer.
  var isOwed: Bool {
    switch subject {
    case .credit, .noise: false
    default: true
    }
  }
}

extension Ask.Subject {
  var name: String {
    switch self {
    case .publish: "publish"
    case .acknowledge: "ack"
    case .hello: "hello"
    case .status: "status"
    case .open: "open"
    case .claim: "claim"
    case .release: "release"
    case .duty: "duty"
    case .list: "list"
    case .ping: "ping"
    case .bye: "bye"
    case .decide: "decide"
    case .admin: "admin"
    case .credit: "credit"
    case .noise: "noise"
    }
  }
}
