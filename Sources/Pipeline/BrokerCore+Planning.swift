import Admission
import Concerns
import Consents
import Evidence
import Filtering
import Ledger
import Routing
import Tables
import Wire

/// What one operator is planning: the file that is handed over, and what came of it.
///
/// One at a time, in memory: at most a file, and a plan of a hundred bytes for each open item.
struct Planning: Sendable {
  private var draft: (session: SessionNumber, text: String)?
  private var plans: (session: SessionNumber, plans: Plans)?

  /// Takes a part of a file, in order; the first part begins anew.
  ///
  /// - Returns: How many bytes there are by now; `nil` when it is out of order or too long.
  mutating func take(_ part: String, number: Int64, from session: SessionNumber) -> Int? {
    let before = draft.flatMap { $0.session == session ? $0.text : nil }
    guard number == 0 || before != nil else { return nil }
    let text = (number == 0 ? "" : before ?? "") + part
    guard text.utf8.count <= Directory.fileLimit else { return nil }
    draft = (session, text)
    return text.utf8.count
  }

  /// The file that a session has handed over.
  func text(of session: SessionNumber) -> String? {
    draft.flatMap { $0.session == session ? $0.text : nil }
  }

  /// The plans that a session has asked for.
  func plans(of session: SessionNumber) -> Plans? {
    plans.flatMap { $0.session == session ? $0.plans : nil }
  }

  mutating func keep(_ plans: Plans, for session: SessionNumber) { self.plans = (session, plans) }

  mutating func leave(_ session: SessionNumber) {
    if draft?.session == session { draft = nil }
    if plans?.session == session { plans = nil }
  }
}

extension BrokerCore {
  /// Answers an operator's questions about a directory that might be put in force.
  mutating func plan(
    _ name: String, _ request: JSONValue, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    switch name {
    case "directory.draft":
      guard let part = request["part"]?.integer, let text = request["text"]?.string,
        let count = planning.take(text, number: part, from: session.number)
      else { throw Problem(.badRequest, frame: 2, pointer: "/part") }
      answer(act: name, [.init("bytes", .integer(Int64(count)))], to: asker)
    case "directory.plan":
      let question = PlanQuestion(
        text: planning.text(of: session.number), current: router.directory,
        today: LocalTime.date(at: now), presence: attendance.presence,
        waivers: waivers(at: now))
      actions.lookups.append(.plan(question, asker: try counted(asker)))
    case "directory.day":
      answer(act: name, PlanForm.day(try planned(request, session)), to: asker)
    default: try items(name, request, session, asker)
    }
  }

  private func items(
    _ name: String, _ request: JSONValue, _ session: Session
  ) throws(Problem) -> [JSONValue.Member] {
    let plan = try planned(request, session)
    let after = request["after"] == nil ? 0 : request["after"]?.string.flatMap(Int.init)
    guard let after, (0...plan.items.count).contains(after) else {
      throw Problem(.badRequest, frame: 2, pointer: "/after")
    }
    let end = min(after + (try Self.limit(in: request)), plan.items.count)
    let next = end < plan.items.count ? [JSONValue.Member("next", .string(String(end)))] : []
    return [.init("items", .array(plan.items[after..<end].map(PlanForm.item)))] + next
  }

  private mutating func items(
    _ name: String, _ request: JSONValue, _ session: Session, _ asker: Asker
  ) throws(Problem) {
    answer(act: name, try items(name, request, session), to: asker)
  }

  private mutating func answer(act: String, _ members: [JSONValue.Member], to asker: Asker) {
    answer(.admin(.object([.init("act", .string(act))] + members)), to: asker)
  }

  /// The plan of the day that is asked for, out of those that were made for this session.
  private func planned(
    _ request: JSONValue, _ session: Session
  ) throws(Problem) -> DirectoryPlan {
    guard let plans = planning.plans(of: session.number),
      let plan = plans.days.first(where: { $0.day.text == request["day"]?.string })
    else { throw Problem(.badRequest, frame: 2, pointer: "/day") }
    return plan
  }

  /// Records that a plan was made before it is shown: what is put in force must have been planned.
  mutating func learn(_ plan: PlanAnswer, for asker: Asker, at now: Moment) {
    guard let session = admission.sessions[asker.session] else { return }
    switch plan {
    case .flawed(let flaw):
      refuse(Problem(.badRequest, frame: 2, remedy: flaw.description), to: asker)
    case .planned(let plans):
      planning.keep(plans, for: session.number)
      let note = DirectoryNote(
        plans.digest,
        .planned(over: plans.over, by: session.peer.member, isRefused: plans.isRefused), at: now)
      let answer = JSONValue.object(
        [.init("act", .string("directory.plan"))] + PlanForm.overview(plans))
      record(.directory(note), then: .look(.admin(answer), to: asker))
    }
  }

  /// In how many cooperations that may still open something each agency is named.
  private func waivers(at now: Moment) -> [AgencyID: Int] {
    var counts: [AgencyID: Int] = [:]
    var page = filter.consents.census(at: now)
    while let last = page.last {
      for listed in page where listed.standing == .open || listed.standing == .half {
        for party in listed.parties { counts[party, default: 0] += 1 }
      }
      page = filter.consents.census(after: last.cooperation, at: now)
    }
    return counts
  }
}
