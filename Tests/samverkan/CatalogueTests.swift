import AdapterKit
import ArgumentParser
import Concerns
import Support
import Testing
import Wire
import samverkan

@Suite struct `The catalogue` {
  @Test(arguments: Phrase.allCases)
  func `has every phrase in both languages, with the same gaps`(phrase: Phrase) throws {
    let text = try #require(Catalogue.texts[phrase])
    #expect(!text.sv.isEmpty && !text.en.isEmpty)
    #expect(gaps(in: text.sv) == gaps(in: text.en))
  }

  @Test(arguments: Phrase.allCases)
  func `names no command by a name that the program may not have`(phrase: Phrase) throws {
    let text = try #require(Catalogue.texts[phrase])
    for command in Samverkan.configuration.subcommands.map({ $0._commandName }) {
      #expect(!text.sv.contains("samverkan \(command)"))
      #expect(!text.en.contains("samverkan \(command)"))
    }
  }

  @Test(arguments: DataClass.allCases)
  func `names every class of sections in both languages`(dataClass: DataClass) {
    let label = Catalogue.label(of: dataClass)
    #expect(!label.sv.isEmpty && !label.en.isEmpty)
  }

  @Test(arguments: DataClass.allCases)
  func `calls the members of a section what its schema does`(dataClass: DataClass) throws {
    let folder = [.matter, .handling, .outcome].contains(dataClass) ? "" : "bodies/"
    let path = "protocols/schemas/\(folder)\(dataClass.rawValue).schema.json"
    let schema = try JSONScanner.parse(Array(Protocols.text(of: path).utf8))
    let properties = try #require(schema["properties"]?.members)
    #expect(!properties.isEmpty)
    for property in properties {
      let title = try #require(Catalogue.title(of: property.name, in: dataClass))
      #expect(title.en == property.value["title"]?.string)
      #expect(title.sv == property.value["x-sv"]?["title"]?.string)
    }
    #expect(Catalogue.title(of: "no such member", in: dataClass) == nil)
  }

  static let codes: [(name: String, codes: [String])] = [
    ("lane", Lane.allCases.map(\.rawValue)), ("party", Party.allCases.map(\.rawValue)),
    ("word", SenderWord.allCases.map(\.rawValue)),
    ("state", Progress.allCases.map(\.rawValue)), ("environment", ["training", "production"]),
    ("kind", Kind.allCases.map(\.rawValue)),
    ("group", Set(ProblemText.all.map(\.group)).sorted()),
  ]

  @Test(arguments: codes)
  func `has words for what a person reads in a table`(name: String, codes: [String]) {
    for code in codes {
      let word = Catalogue.word(for: code, of: name)
      #expect(word?.sv.isEmpty == false && word?.en.isEmpty == false, "\(name) \(code)")
    }
  }

  @Test(arguments: [
    (Language.sv, "polis", "akut"), (.en, "police", "acute"),
  ])
  func `gives a person words and a program codes`(
    language: Language, party: String, lane: String
  ) throws {
    let options = try GlobalOptions.parse(["--lang", language.rawValue])
    let terminal = Terminal(options, in: Surroundings(variables: [:]), streams: Record())
    let row = JSONValue.object([
      .init("party", .string("police")), .init("lane", .string("acute")),
      .init("name", .string("acute")),
    ])
    let listing = Listing(
      [.init("party", .titleParty), .init("lane", .titleLane), .init("name", .titleName)],
      rows: [row])
    let words = try #require(listing.table(on: terminal).split(separator: "\n").last)
      .split(separator: " ").map(String.init)
    #expect(words == [party, lane, "acute"])
    #expect(listing.plain == "police\tacute\tacute\n")
    #expect(listing.json == .array([row]))
  }

  @Test func `fills gaps in order`() {
    let text = Catalogue.text(of: .keyAdded, in: .en, ["abc", "school"])
    #expect(text == "Key abc is now valid for school.")
  }

  private func gaps(in text: String) -> Set<Substring> {
    Set(text.matches(of: /\{[0-9a-z]+\}/).map(\.output))
  }
}
