import Broker
import Concerns
import Foundation
import Ringing
import Support
import Tables
import Testing

@Suite struct `The file of the bell` {
  static let sample = """
    format: samverkan-bell/1
    command: /bin/true
    people:
      soc.jour: {phone: "011-15 22 83"}
      person: {phone: "011-15 00 00"}
    """

  @Test func `says where people are rung`() throws {
    let plan = try BellPlan(yaml: Self.sample)
    let duty = try #require(FunctionID("soc.jour"))
    #expect(plan.place(of: .function(duty))?.phone == "011-15 22 83")
    #expect(plan.place(of: .person)?.phone == "011-15 00 00")
    #expect(plan.place(of: .function(try #require(FunctionID("soc.dag")))) == nil)
    #expect(plan.testMinute == 615)
    #expect(plan.tester == nil)
  }

  @Test func `is shipped as a sample that a broker takes, with every key`() throws {
    let text = try Protocols.text(of: "deploy/bell.yaml")
    let plan = try BellPlan(yaml: text)
    #expect(plan.webhook != nil)
    #expect(plan.mail != nil)
    #expect(plan.command != nil)
    #expect(plan.tester != nil)
    for key in BellPlan.keys { #expect(text.contains("\n\(key):"), "\(key)") }
  }

  @Test(arguments: [
    ("format: samverkan-bell/1", "format: other/1", 1),
    ("command: /bin/true", "command: true", 2), ("command: /bin/true", "colour: red", 2),
    ("command: /bin/true", "test-at: \"10.15\"", 1),
    ("command: /bin/true", "webhook: {url: \"http://sms.example/\"}", 2),
    ("command: /bin/true", "mail: {program: /bin/true, from: \"-oQ@host.se\"}", 2),
    ("  soc.jour:", "  jour:", 4), ("011-15 22 83", "", 4), ("011-15 22 83", "jour", 4),
    ("  person: {phone: \"011-15 00 00\"}", "", 1),
    ("{phone: \"011-15 00 00\"}", "{mail: a@b.se}", 1),
  ])
  func `names a mistake with its line`(old: String, new: String, line: Int) {
    let text = Self.sample.replacing(old, with: new)
    #expect(text != Self.sample)
    do throws(TableFlaw) {
      _ = try BellPlan(yaml: text)
      Issue.record("it was taken")
    } catch {
      #expect(error.line == line, "\(error)")
      #expect(!error.remedy.isEmpty)
    }
  }
}

@Suite struct `The daily trial of the bell` {
  @Test func `is due once a day, from its minute on`() throws {
    var trial = DailyTrial(at: 10 * 60 + 15)
    // A quarter past ten in Sweden, in winter.
    let morning = try #require(Moment("2026-11-20T09:14:59Z"))
    // A second before, at it, a second after, set back by two hours, and the next day.
    let looks = [0, 1, 2, -7200, 86_400, 86_401].map { morning + .seconds($0) }
    let due = looks.map { trial.isDue(at: $0) }
    #expect(due == [false, true, false, false, false, true])
  }

  @Test func `is made up for after a late start`() throws {
    var trial = DailyTrial(at: 10 * 60 + 15)
    let evening = try #require(Moment("2026-11-20T18:20:00Z"))
    let isDue = trial.isDue(at: evening)
    #expect(isDue)
    #expect(trial.name(at: evening) == "trial-2026-11-20")
  }
}
