import Concerns
import Policy
import Routing

extension DirectoryPage.Finding {
  /// A finding in sentences.
  init(_ finding: DirectoryFinding) {
    line = finding.line
    switch finding.fault {
    case .twoOwners(let one, let other, let example):
      let facts = example.inWords
      self.example = LocalizedText(
        sv: "Från \(example.day.text) äger både \(one.name.sv) (\(one.id)) och "
          + "\(other.name.sv) (\(other.id)) \(facts.sv).",
        en: "From \(example.day.text) both \(one.name.en) (\(one.id)) and "
          + "\(other.name.en) (\(other.id)) own \(facts.en).")
      remedy = LocalizedText(
        sv: "Låt den ena sluta dagen innan den andra börjar, eller stryk det ur den enas owns.",
        en: "End the one the day before the other begins, or take it out of one's owns.")
    case .noOwner(let unit, let example, let until):
      let facts = example.inWords
      self.example = LocalizedText(
        sv: "Från \(example.day.text)\(until.map { " till och med \($0.text)" } ?? "") äger ingen "
          + "\(facts.sv). Dagen innan gjorde \(unit.name.sv) (\(unit.id)) det.",
        en: "From \(example.day.text)\(until.map { " to \($0.text)" } ?? "") nobody owns "
          + "\(facts.en). The day before \(unit.name.en) (\(unit.id)) did.")
      remedy = LocalizedText(
        sv: "Låt en annan enhet äga det från den dagen, eller mottagningen om det är meningen.",
        en: "Let another unit own it from that day, or the reception where it is meant so.")
    case .noTurn(let roster, let from, let until):
      example = LocalizedText(
        sv: "I jourlistan \(roster) har ingen passet från \(from) till \(until).",
        en: "In the roster \(roster) nobody has the turn from \(from) to \(until).")
      remedy = LocalizedText(
        sv: "Låt passet före sluta senare, eller passet efter börja tidigare.",
        en: "Let the turn before end later, or the one after begin earlier.")
    case .noSuccessor(let unit, let name, let day):
      example = LocalizedText(
        sv: "\(name), som ska ta över efter \(unit.name.sv) (\(unit.id)), finns inte "
          + "\(day.text).",
        en: "\(name), which is to follow \(unit.name.en) (\(unit.id)), does not exist on "
          + "\(day.text).")
      remedy = LocalizedText(
        sv: "Namnge en enhet som finns den dagen, eller ändra dagarna.",
        en: "Name a unit that is there on that day, or change the days.")
    case .twoTurns(let roster, let one, let other, let from):
      example = LocalizedText(
        sv: "I jourlistan \(roster) har både \(one) och \(other) passet kl. \(from).",
        en: "In the roster \(roster) both \(one) and \(other) have the turn at \(from).")
      remedy = LocalizedText(
        sv: "Låt det ena sluta när det andra börjar.", en: "End the one when the other begins.")
    }
  }
}

extension DirectoryFinding.Example {
  /// A message with the facts that make a difference.
  var inWords: LocalizedText { facts.inWords(telling) }
}

extension OwnershipFacts {
  /// A message of this kind, with these of its facts, inside a sentence.
  func inWords(_ telling: Set<DirectoryFinding.Axis>) -> LocalizedText {
    let kind = LegalWords.of(kind)
    var parts: [LocalizedText] = []
    for axis in DirectoryFinding.Axis.allCases where telling.contains(axis) {
      switch axis {
      case .kind: continue
      case .area: parts.append(area.inWords)
      case .target: parts.append(target.inWords)
      case .age: parts.append(LegalWords.of(age))
      case .ground:
        for ground in grounds.sorted(by: { $0.rawValue < $1.rawValue }) {
          let word = LegalWords.of(ground)
          parts.append(LocalizedText(sv: "grund \(word.sv)", en: "ground \(word.en)"))
        }
      }
    }
    guard !parts.isEmpty else { return kind }
    return LocalizedText(
      sv: "\(kind.sv) (\(parts.map(\.sv).joined(separator: ", ")))",
      en: "\(kind.en) (\(parts.map(\.en).joined(separator: ", ")))")
  }
}

extension Area {
  var inWords: LocalizedText {
    switch self {
    case .known(let id): LocalizedText(sv: "område \(id)", en: "area \(id)")
    case .unknown: LocalizedText(sv: "okänt område", en: "unknown area")
    case .protected: LocalizedText(sv: "skyddad adress", en: "protected address")
    }
  }
}

extension TargetGroup {
  var inWords: LocalizedText {
    switch self {
    case .child: LocalizedText(sv: "barn och unga", en: "children and youth")
    case .adult: LocalizedText(sv: "vuxna", en: "adults")
    case .elderly: LocalizedText(sv: "äldre", en: "the elderly")
    case .disability: LocalizedText(sv: "funktionsnedsättning", en: "disability")
    case .addiction: LocalizedText(sv: "beroende", en: "addiction")
    case .violence: LocalizedText(sv: "våldsutsatta", en: "people exposed to violence")
    case .unknown: LocalizedText(sv: "okänd målgrupp", en: "unknown target group")
    }
  }
}
