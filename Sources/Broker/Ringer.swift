import Deadlines
package import Foundation
import FoundationNetworking
package import Ringing

/// Rings people through the channels of a plan. Beside the loop: it may take as long as it takes.
package struct Ringer: Sendable {
  /// What everybody is told, whatever has happened: it says nothing about anyone.
  package static let sentence =
    "Samverkan: något väntar på dig. Logga in nu. / Something waits for you. Log in now."
  /// What is said when nothing has.
  package static let trial =
    "Samverkan: prov av larmet. Gör ingenting. / A test of the alarm. Do nothing."

  /// Longest that a gateway is waited for: a ring that takes longer is tried anew in five minutes.
  package static let patience: TimeInterval = 10
  /// How long a program has to end when its time is over and it is told to, in seconds.
  private static let programGrace = "5"

  private let plan: BellPlan
  private let token: String?
  private let session: URLSession
  private let patience: TimeInterval

  /// - Parameters:
  ///   - token: What the gateway knows us by, read from the file that the plan names.
  ///   - patience: Seconds that a gateway is waited for; a program has twice as long.
  package init(_ plan: BellPlan, token: String? = nil, patience: TimeInterval = patience) {
    self.patience = patience
    self.plan = plan
    self.token = token
    let terms = URLSessionConfiguration.ephemeral
    terms.timeoutIntervalForRequest = patience
    terms.timeoutIntervalForResource = patience
    terms.httpCookieStorage = nil
    terms.urlCache = nil
    session = URLSession(configuration: terms, delegate: NoDetours(), delegateQueue: nil)
  }

  /// Whether there is anything to ring with.
  package var hasChannel: Bool { plan.hasChannel }

  /// The minute of the day at which it is tried.
  package var testMinute: Int { plan.testMinute }

  /// Rings everybody of some rounds, each person once, all at the same time.
  ///
  /// - Returns: What came of each round: it reached if it reached anybody.
  @concurrent
  package func ring(_ calls: [Call]) async -> [(call: Call, outcome: Rung.Outcome)] {
    // One place may be rung for many rounds at once: it hears of it once, under the first name.
    // A trial is heard by those alone whom nothing else is rung about.
    var names: [BellPlan.Place: (name: String, sentence: String)] = [:]
    for call in calls.filter({ $0.kind != .drill }) + calls.filter({ $0.kind == .drill }) {
      for place in call.callees.compactMap(plan.place) where names[place] == nil {
        names[place] = (call.name, call.kind == .drill ? Self.trial : Self.sentence)
      }
    }
    let reached = await withTaskGroup(of: BellPlan.Place?.self) { group in
      for (place, said) in names {
        group.addTask { await ring(place, said.sentence, as: said.name) ? place : nil }
      }
      var reached: Set<BellPlan.Place> = []
      for await place in group { if let place { reached.insert(place) } }
      return reached
    }
    return calls.map { call in
      let isReached = call.callees.compactMap(plan.place).contains(where: reached.contains)
      return (call, isReached ? .reached : .unreached)
    }
  }

  /// Rings one place through every channel that leads there.
  ///
  /// - Returns: Whether one of them took it.
  @concurrent
  package func ring(_ place: BellPlan.Place, _ sentence: String, as name: String) async -> Bool {
    var isTaken = false
    if let phone = place.phone {
      if await post(sentence, to: phone, as: name) { isTaken = true }
      if let command = plan.command, await run(command, [phone, name], saying: sentence + "\n") {
        isTaken = true
      }
    }
    if let address = place.mail, let mail = plan.mail,
      await run(
        mail.program, ["-i", "-f", mail.from, "--", address],
        saying: Self.letter(sentence, from: mail.from, to: address, as: name))
    {
      isTaken = true
    }
    return isTaken
  }

  /// Rings whoever hears the daily trial.
  ///
  /// - Returns: Whether it was taken; `nil` where the plan names nobody for it.
  package func ringTester(as name: String) async -> Bool? {
    guard let place = plan.tester else { return nil }
    return await ring(place, Self.trial, as: name)
  }

  /// Hands a ring to the gateway. The name makes it one ring, however often it is handed over.
  private func post(_ sentence: String, to phone: String, as name: String) async -> Bool {
    guard let webhook = plan.webhook, let url = URL(string: webhook.url) else { return false }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue(name, forHTTPHeaderField: "Idempotency-Key")
    if let token { request.setValue("Bearer " + token, forHTTPHeaderField: "Authorization") }
    let ring = WebhookRing(id: name, to: phone, text: sentence)
    guard let body = try? JSONEncoder().encode(ring) else { return false }  // Three plain texts.
    request.httpBody = body
    // Whatever goes wrong on the way, nobody was reached: the caller says so aloud.
    guard let (_, answer) = try? await session.data(for: request),
      let status = (answer as? HTTPURLResponse)?.statusCode
    else { return false }
    return (200..<300).contains(status)
  }

  /// What a gateway is sent.
  private struct WebhookRing: Encodable {
    let id: String
    let to: String
    let text: String
  }

  /// Runs a program with a limit, and says whether it ended well.
  private func run(_ path: String, _ arguments: [String], saying text: String) async -> Bool {
    let process = Process()
    // Ends it for us, and its children: no timer of ours can be forgotten.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments =
      ["--kill-after=" + Self.programGrace, "\(2 * patience)", path] + arguments
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // All of it fits into the pipe before anybody reads: nobody waits, and no signal comes.
    let pipe = Pipe()
    process.standardInput = pipe
    do {
      try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try pipe.fileHandleForWriting.close()
    } catch {
      return false
    }
    return await withCheckedContinuation { continuation in
      process.terminationHandler = { ended in
        continuation.resume(returning: ended.terminationStatus == 0)
      }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(returning: false)
      }
    }
  }

  private static func letter(
    _ sentence: String, from: String, to address: String, as name: String
  ) -> String {
    """
    From: \(from)
    To: \(address)
    Subject: Samverkan
    Message-ID: <\(name)@samverkan>
    Auto-Submitted: auto-generated
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    \(sentence)

    """
  }
}

/// Follows no redirection: a ring goes where the plan says, and so does the token.
private final class NoDetours: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
