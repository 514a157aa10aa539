import Concerns
import Tables

extension Canary {
  private static let keys = [
    "id", "says", "at", "kind", "purpose", "basis", "sender", "persons", "grounds", "guardians",
    "excluded", "established", "waivers", "recipients", "turned-away",
  ]

  /// Reads all canaries of a file, in its order.
  static func list(
    _ passage: Passage?, names: inout Set<RuleID>
  ) throws(TableFlaw) -> [Canary] {
    guard let passage else { return [] }
    var canaries: [Canary] = []
    for item in try passage.items() { canaries.append(try Canary(item, names: &names)) }
    guard canaries.count <= limit else {
      throw passage.flaw("there are more than \(limit) canaries", "keep those that differ most")
    }
    return canaries
  }

  init(_ passage: Passage, names: inout Set<RuleID>) throws(TableFlaw) {
    let entries = try passage.entries(known: Self.keys)
    line = passage.line
    id = try entries.required("id").name(amid: &names)
    says = try entries.required("says").localized()
    at = try entries.required("at").instant()
    kind = try entries.required("kind").word()
    purpose = try entries.required("purpose").word()
    basis = try entries.required("basis").word()
    sender = try Participant(entries.required("sender").entries(known: Participant.storyKeys))
    persons = try entries.optional("persons")?.persons() ?? []
    grounds = Set(try entries.optional("grounds")?.words() ?? [Ground.unknown])
    guardians = try entries.optional("guardians")?.word() ?? .unknown
    excluded = try entries.optional("excluded")?.excluded() ?? []
    established = WordSet(try entries.optional("established")?.listed() ?? [])
    refusal = try entries.optional("turned-away")?.text()
    let tags = Set(persons.map(\.tag))
    var waivers: [Waiver] = []
    for item in try entries.optional("waivers")?.items() ?? [] {
      waivers.append(try Waiver(item, tags: tags))
    }
    self.waivers = waivers
    let list = try entries.required("recipients")
    var readers: [Reader] = []
    for item in try list.items() { readers.append(try Reader(item, tags: tags)) }
    self.readers = readers
    guard readers.count <= Self.readerLimit else {
      throw list.flaw("more than \(Self.readerLimit) recipients", "divide the canary")
    }
    guard readers.contains(where: { !$0.withheld.isEmpty }) else {
      throw list.flaw("the canary withholds nothing", "list under withheld what must stay secret")
    }
    guard refusal != nil || readers.contains(where: { !$0.shown.isEmpty }) else {
      throw list.flaw(
        "the canary shows nothing, so that a broker that shows nobody anything would pass",
        "list under shown what somebody must receive")
    }
  }
}

extension Canary.Reader {
  fileprivate init(_ passage: Passage, tags: Set<Tag>) throws(TableFlaw) {
    let entries = try passage.entries(
      known: Participant.storyKeys + ["who", "standing", "shown", "withheld"])
    function = try entries.required("who").identifier("agency.function")
    participant = try Participant(entries)
    standing = try entries.required("standing").word()
    shown = try entries.optional("shown")?.sections(tags) ?? []
    withheld = try entries.optional("withheld")?.sections(tags) ?? []
    if let both = withheld.first(where: shown.contains) {
      throw passage.flaw("\(both.dataClass.rawValue) is both shown and withheld", "keep one")
    }
  }
}

extension Canary.Waiver {
  fileprivate init(_ passage: Passage, tags: Set<Tag>) throws(TableFlaw) {
    let entries = try passage.entries(known: ["persons", "party", "classes", "state"])
    persons = try entries.required("persons").tags(tags)
    party = try entries.required("party").identifier("an agency")
    classes = try entries.required("classes").listed()
    state = try entries.required("state").word()
    guard !persons.isEmpty, !classes.isEmpty else {
      throw passage.flaw("a waiver of nothing", "name its persons and classes")
    }
  }
}

extension Passage {
  fileprivate func identifier<Name: TextIdentifier>(_ form: String) throws(TableFlaw) -> Name {
    let text = try text()
    guard let name = Name(text) else {
      throw flaw("\"\(text)\" is malformed", "write \(form) in lower-case letters")
    }
    return name
  }

  /// `now`, or an instant.
  fileprivate func instant() throws(TableFlaw) -> Moment? {
    let text = try text()
    if text == "now" { return nil }
    guard let moment = Moment(text) else {
      throw flaw("\"\(text)\" is no instant", "write now, or YYYY-MM-DDThh:mm:ssZ")
    }
    return moment
  }

  fileprivate func persons() throws(TableFlaw) -> [Person] {
    var persons: [Person] = []
    for item in try items() {
      let entries = try item.entries(known: ["tag", "role", "certainty", "protection"])
      let person = Person(
        tag: try entries.required("tag").identifier("four letters of A-Z2-7"),
        role: try entries.required("role").word(), identifier: nil,
        certainty: try entries.required("certainty").word(),
        protection: try entries.required("protection").word())
      guard !persons.contains(where: { $0.tag == person.tag }) else {
        throw item.flaw("two persons are tagged \(person.tag)", "change one of the tags")
      }
      persons.append(person)
    }
    guard persons.count <= Handling.personLimit else {
      throw flaw("more than \(Handling.personLimit) persons", "leave some out")
    }
    return persons
  }

  fileprivate func excluded() throws(TableFlaw) -> Set<String> {
    var names: Set<String> = []
    for item in try items() {
      let text = try item.text()
      guard FunctionID(text) != nil || AgencyID(text) != nil else {
        throw item.flaw("\"\(text)\" is malformed", "write an agency or agency.function")
      }
      names.insert(text)
    }
    return names
  }

  fileprivate func tags(_ known: Set<Tag>) throws(TableFlaw) -> [Tag] {
    var tags: [Tag] = []
    for item in try items() {
      let tag: Tag = try item.identifier("four letters of A-Z2-7")
      guard known.contains(tag), !tags.contains(tag) else {
        throw item.flaw("nobody else is tagged \(tag)", "use the tags under persons, each once")
      }
      tags.append(tag)
    }
    return tags
  }

  /// Sections, each a class or a class with whom it is about.
  fileprivate func sections(_ tags: Set<Tag>) throws(TableFlaw) -> [Canary.Section] {
    var sections: [Canary.Section] = []
    for item in try items() {
      let section: Canary.Section
      if item.isMapping {
        let entries = try item.entries(known: ["class", "about"])
        section = Canary.Section(
          try entries.required("class").word(), about: try entries.required("about").tags(tags))
      } else {
        section = Canary.Section(try item.word())
      }
      guard !sections.contains(section) else {
        throw item.flaw("\(section.dataClass.rawValue) stands twice", "keep one of them")
      }
      sections.append(section)
    }
    return sections
  }
}
