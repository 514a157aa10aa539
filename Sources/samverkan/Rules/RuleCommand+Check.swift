package import ArgumentParser
import Concerns
import Policy
import Tables
import Wire

extension RuleCommand {
  /// Reads and proves a law.
  package struct Check: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Read a law and prove its statements over every question. [reads]",
      discussion: """
        Ends with 0 when the file may be put in force, and with 65 when it may not:
        then each flaw stands with its line, a counter-example and what to do.

        FILE must be given; without one nothing is checked. The law shipped with the
        program lies as policy.yaml in the folder of samverkan quickstart.

        Examples:
          samverkan rule check sweden.yaml
          samverkan rule check sweden.yaml --json --lang en
        """)
    @Argument(help: "The file of the law, required; - for standard input.") var file: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let text = try LawFile.text(at: file, on: terminal)
      let page = ProofPage(of: text, named: file)
      terminal.show(page)
      if !page.holds { throw ExitCode(65) }
    }
  }

  /// Proves a law and asks it what is expected of it.
  package struct Test: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Prove a law; ask its canaries and the questions of stories. [reads]",
      discussion: """
        A story is YAML or JSON: scenes with their facts, and for each recipient the
        sections shown and withheld, listed under a provision that the answer has to
        cite. The canaries stand in the law itself, and are asked as the running broker
        asks them: today, and on each day on which the law changes later. Ends with 65
        when anything differs or a canary passes.

        FILE must be given; without one nothing is asked. The law shipped with the
        program lies as policy.yaml in the folder of samverkan quickstart.

        Examples:
          samverkan rule test sweden.yaml --expect school.json
          samverkan rule test sweden.yaml --expect a.json --expect b.json --output plain
        """)
    @Argument(help: "The file of the law, required; - for standard input.") var file: String
    @Option(
      name: .customLong("expect"),
      help: ArgumentHelp("A file of expectations; repeat.", valueName: "file"))
    var stories: [String] = []
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let text = try LawFile.text(at: file, on: terminal)
      let proof = ProofPage(of: text, named: file)
      let stories = try stories.map { path in
        do {
          return (path, try ExpectedAnswers(reading: LawFile.text(at: path, on: terminal)))
        } catch let flaw as TableFlaw {
          throw Fault.law(flaw, in: path)
        }
      }
      let canaries: CanaryReport
      do throws(TableFlaw) {
        canaries = try CanaryReport(proof, at: .wallClock)
      } catch {
        throw Fault.law(error, in: file)
      }
      let page = TestPage(proof, canaries, stories)
      terminal.show(page)
      if !page.holds { throw ExitCode(65) }
    }
  }
}
