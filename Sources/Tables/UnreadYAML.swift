import Yams

/// What a reader of YAML stumbled on, in our words: it has none but English ones.
struct UnreadYAML {
  /// Sentences of the reader that come of one mistake, what that is, and what to do.
  private struct Mistake {
    let problems: Set<String>
    let fault: Wording
    let remedy: Wording
  }

  private static let known = [
    Mistake(
      problems: ["mapping values are not allowed in this context", "found unexpected ':'"],
      fault: "a colon stands inside a text", remedy: "put the text in quotes, or begin a new line"),
    Mistake(
      problems: ["could not find expected ':'"],
      fault: "a key has no colon after it", remedy: "write a colon and a space after the key"),
    Mistake(
      problems: ["did not find expected ',' or ']'"],
      fault: "a list in brackets is not closed",
      remedy: "close it with ], and put commas between its members"),
    Mistake(
      problems: ["did not find expected ',' or '}'"],
      fault: "keys in braces are not closed",
      remedy: "close them with }, and put commas between them"),
    Mistake(
      problems: ["did not find expected node content"],
      fault: "nothing stands where a value must", remedy: "write it, or close the bracket"),
    Mistake(
      problems: ["did not find expected key"],
      fault: "the line is moved in too far or too little, or a text before it is not closed",
      remedy: "move it in as far as those beside it"),
    Mistake(
      problems: [
        "did not find expected '-' indicator",
        "block sequence entries are not allowed in this context",
      ],
      fault: "the hyphens of a list do not stand below each other",
      remedy: "move each of them in equally far"),
    Mistake(
      problems: [
        "found character that cannot start any token",
        "found a tab character that violates indentation",
        "found a tab character where an indentation space is expected",
      ],
      fault: "a tab stands there, or a sign with a meaning of its own",
      remedy: "use spaces, and put the sign in quotes"),
    Mistake(
      problems: ["found unexpected end of stream"],
      fault: "a text in quotes is not closed", remedy: "close it with the same quotation mark"),
    Mistake(
      problems: [
        "found unknown escape character", "found invalid Unicode character escape code",
        "did not find expected hexdecimal number",
      ],
      fault: "a backslash in double quotes has a meaning of its own",
      remedy: "use single quotes, or write the backslash twice"),
    Mistake(
      problems: ["found undefined alias", "did not find expected alphabetic or numeric character"],
      fault: "a star or an ampersand has a meaning of its own", remedy: "put the text in quotes"),
    Mistake(
      problems: ["did not find expected <document start>"],
      fault: "the line is moved out too far", remedy: "move it in as far as those beside it"),
    Mistake(
      problems: ["but found another document"],
      fault: "a second document begins there", remedy: "keep one in the file"),
  ]

  /// What it says of a sentence that it has never heard.
  private static let unknown = Mistake(
    problems: [], fault: "it cannot be read any further",
    remedy: "look for quotes and brackets that are not closed, and for lines moved in unevenly")

  /// The flaw of a file that the reader gave up on; its own words follow as the detail they are.
  static func flaw(_ problem: String, at mark: Mark) -> TableFlaw {
    let mistake = known.first { $0.problems.contains(problem) } ?? unknown
    let (column, told) = (mark.column, mistake.fault)
    return TableFlaw(
      line: mark.line,
      fault:
        "this is no YAML from column \(column) on: \(told) (in the reader's words: \(problem))",
      remedy: mistake.remedy)
  }
}
