import Concerns
import Tables

/// What is answered, and on what it rests.
struct Outcome {
  let isGranted: Bool
  /// The rule; `nil` when none speaks.
  let rule: RuleID?
  /// The provisions; none for a refusal to send.
  let citation: [String]
}

extension Statement {
  /// Whether an answer to a question it speaks of is not as it says.
  func isBroken(by outcome: Outcome) -> Bool {
    outcome.isGranted != (claim == .always)
      || !(citing.isEmpty || outcome.citation.contains(where: citing.contains))
  }

  /// Whether it says no more than that whoever is excluded sees nothing.
  ///
  /// With a provision it says more: what that refusal rests on stands in the file.
  var isKeptByExclusion: Bool {
    claim == .never && answer == .seen && !excluded.admits(false) && citing.isEmpty
  }
}

extension RuleBook {
  /// The answer that a rule gives, or that is given when none speaks.
  func answer(_ answer: Statement.Answer, by rule: Int?) -> Outcome {
    switch answer {
    case .sent:
      let ground = rule.map { sending[$0].ground }
      return Outcome(
        isGranted: rule != nil, rule: ground?.rule, citation: ground?.citation ?? [])
    case .seen:
      let ground = rule.map { seeing[$0].ground }
      return Outcome(
        isGranted: rule.map { seeing[$0].effect == .show } ?? false, rule: ground?.rule,
        citation: ground?.citation ?? fallbacks.unruled.citation)
    }
  }

  /// The answer to whoever a message excludes by name.
  var answerToExcluded: Outcome {
    Outcome(
      isGranted: false, rule: fallbacks.excluded.rule, citation: fallbacks.excluded.citation)
  }

  /// Whether a statement says otherwise of recipients that are excluded.
  func isBrokenByExclusion(_ index: Int) -> Bool {
    let statement = statements[index]
    return statement.answer == .seen && statement.excluded.admits(true)
      && statement.isBroken(by: answerToExcluded)
  }

  /// Rules about sending that admit the same question and tell those refused different things.
  var contradictions: [TableFlaw] {
    let space = FoldedSpace(self)
    return sending.indices.flatMap { second in
      sending.indices.prefix(second).compactMap { first -> TableFlaw? in
        guard sending[first].kind == sending[second].kind,
          sending[first].otherwise != sending[second].otherwise,
          space.sent[first].meets(space.sent[second], along: space.sendingAxes)
        else { return nil }
        let names = (sending[first].ground.rule, sending[second].ground.rule)
        return TableFlaw(
          line: sending[second].line,
          fault: "\(names.1) and \(names.0) admit the same message and refuse in other words",
          remedy: "give both the same otherwise")
      }
    }
  }
}

extension Mask {
  /// Whether some question satisfies both.
  fileprivate func meets(_ other: Mask, along axes: Axes) -> Bool {
    let barred = forbidden | other.forbidden
    return axes.list.allSatisfy { $0.all & ~barred != 0 }
      && (grounds == 0 || grounds & ~barred != 0)
      && (other.grounds == 0 || other.grounds & ~barred != 0)
  }
}
