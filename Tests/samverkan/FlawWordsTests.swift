import Concerns
import Foundation
import Support
import Tables
import Testing
import samverkan

/// Every sentence of the code about a law, and the Swedish for it.
@Suite struct `What is said of a law` {
  /// The English forms in the modules that read, prove and try a law.
  static func forms() throws -> Set<String> {
    var forms: Set<String> = []
    for module in ["Delivery", "Policy", "Tables"] {
      let files = try FileManager.default.contentsOfDirectory(
        at: Protocols.url("Sources/\(module)"), includingPropertiesForKeys: nil)
      for file in files where file.pathExtension == "swift" {
        forms.formUnion(FlawScan(try String(contentsOf: file, encoding: .utf8)).forms)
      }
    }
    // Of a story that tests read, not of a law.
    return forms.subtracting(["write provisions, each with a list of sections"])
  }

  @Test func `has words in Swedish, with the same gaps`() throws {
    let forms = try Self.forms()
    #expect(forms.count > 90)
    #expect(forms.subtracting(Catalogue.flaws.keys) == [])
    for (english, swedish) in Catalogue.flaws {
      #expect(Self.gaps(in: english) == Self.gaps(in: swedish), "\(english)")
      #expect(!swedish.isEmpty && swedish != english)
    }
  }

  @Test func `fills its gaps with words, texts in both languages and other sentences`() {
    let inner: Wording = "the door answers \("no-session")"
    let text = Catalogue.text(of: "\("canary {1}") cannot be asked: \(inner)")
    #expect(text.en == "canary {1} cannot be asked: the door answers no-session")
    #expect(text.sv == "canary {1} går inte att fråga: dörren svarar no-session")
    let told = Catalogue.text(of: "\("a") does not hold: \(text)")
    #expect(told.sv.hasPrefix("a håller inte: canary {1} går"))
    #expect(told.en.hasPrefix("a does not hold: canary {1} cannot"))
  }

  @Test(arguments: [
    (
      "a: [red, green\nb: 1", "rad 2", "tecken 2", "hakparenteser är inte stängd", "stäng den med ]"
    ),
    ("a: b: c", "rad 1", "tecken 5", "ett kolon står inne i en text", "citattecken"),
    ("%FOO x\na: 1", "rad 1", "tecken 5", "det går inte att läsa vidare", "leta efter"),
  ])
  func `that is no YAML has the reader's English as a detail only`(
    yaml: String, line: String, column: String, fault: String, remedy: String
  ) async throws {
    let words = ["directory", "who", "--directory", "-", "--lang", "sv"]
    let told = try await carryOut(words, input: yaml)
    #expect(told.exit == 65)
    for part in [line, column, fault, remedy] {
      #expect(told.complaints.contains(part), "\(told.complaints)")
    }
    let detail = try #require(told.complaints.firstMatch(of: /\(med läsarens ord: [^)]*\)/))
    let swedish = told.complaints.replacing(detail.output, with: "")
    for english in [" did ", " found", " not ", "the ", "reader", "mapping"] {
      #expect(!swedish.contains(english), "\(swedish)")
    }
  }

  @Test func `stays English where nobody has put it in Swedish`() {
    let text = Catalogue.text(of: "nobody said \(3) of this")
    #expect(text.sv == "nobody said 3 of this" && text.en == text.sv)
  }

  private static func gaps(in text: String) -> [String] {
    text.matches(of: /\{[0-9]\}/).map { String($0.output) }.sorted()
  }
}

/// Finds the literals that a source file makes flaws of, with their gaps numbered.
private struct FlawScan {
  private(set) var forms: Set<String> = []
  private var rest: Substring

  init(_ source: String) {
    rest = source[...]
    while let call = rest.firstRange(of: /[fF]law\(/) {
      rest = rest[call.upperBound...]
      arguments()
    }
  }

  /// Goes on to the end of the call.
  private mutating func arguments() {
    var depth = 1
    while depth > 0, let letter = rest.popFirst() {
      switch letter {
      case "(": depth += 1
      case ")": depth -= 1
      case "\"": forms.insert(literal())
      default: break
      }
    }
  }

  private mutating func literal() -> String {
    var form = ""
    var gap = 0
    while let letter = rest.popFirst(), letter != "\"" {
      guard letter == "\\", let next = rest.popFirst() else {
        form.append(letter)
        continue
      }
      guard next == "(" else {
        form.append(next)
        continue
      }
      form += "{\(gap)}"
      gap += 1
      var depth = 1
      while depth > 0, let inner = rest.popFirst() {
        depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
      }
    }
    return form
  }
}
