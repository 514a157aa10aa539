import Testing

/// How long things may be; a longer one is two things.
enum Measure {
  /// Lines of a function: what fits on one screen.
  static let functionLimit = 60
  /// Lines of a file: what can be read in one sitting.
  static let fileLimit = 400
  /// Characters of a line: two files side by side.
  static let columnLimit = 100

  static func findings(in file: SourceFile) -> [Finding] {
    var findings: [Finding] = []
    let lineCount = file.lines.count - (file.lines.last == "" ? 1 : 0)
    if lineCount > fileLimit {
      findings.append(
        Finding(file.path, lineCount, "the file has \(lineCount) lines, at most \(fileLimit)"))
    }
    for (index, line) in file.lines.enumerated() where line.count > columnLimit {
      findings.append(
        Finding(file.path, index + 1, "the line has \(line.count) columns, at most \(columnLimit)"))
    }
    for span in file.functions where span.lineCount > functionLimit {
      findings.append(
        Finding(
          file.path, span.line,
          "the function has \(span.lineCount) lines, at most \(functionLimit)"))
    }
    return findings
  }

  /// Types that are called what a module is called: qualified names would resolve into the type.
  static func namesakes(in file: SourceFile, modules: [String]) -> [Finding] {
    let kinds = ["struct", "class", "enum", "actor", "protocol", "typealias"]
    return file.code.enumerated().flatMap { index, line in
      modules.filter { module in kinds.contains { line.holds("\($0) \(module)") } }
        .map { Finding(file.path, index + 1, "the type \($0) is called what a module is called") }
    }
  }
}

@Suite struct `The layout` {
  @Test func `keeps functions, files and lines short`() {
    expectNone(Repository.swift.flatMap(Measure.findings(in:)))
  }

  @Test func `gives no type the name of a module`() {
    // Nobody imports a tool, so nobody has to tell its name from its type's.
    let tools = Floors().rows.filter { $0.kind == "tool" }.map(\.module)
    let modules = Repository.modules.filter { !tools.contains($0) }
    expectNone(Repository.sources.flatMap { Measure.namesakes(in: $0, modules: modules) })
  }

  @Test func `is read without losing the way`() {
    expectNone(
      Repository.swift.filter { !$0.isBalanced }
        .map { Finding($0.path, 1, "the braces left after blanking do not balance") })
  }

  @Test(arguments: [(60, 0), (61, 1)])
  func `counts the lines of a function`(lineCount: Int, findings: Int) {
    let body = Array(repeating: "    step()", count: lineCount - 2).joined(separator: "\n")
    let text = "struct A {\n  func go(_ at: () -> Void = { }) {\n\(body)\n  }\n}\n"
    let file = SourceFile(path: "A.swift", text: text)
    #expect(file.functions == [FunctionSpan(line: 2, lineCount: lineCount)])
    #expect(Measure.findings(in: file).map(\.line) == Array(repeating: 2, count: findings))
  }

  @Test(arguments: [(400, 100, 0), (401, 100, 1), (400, 101, 400)])
  func `counts lines and columns`(lines: Int, columns: Int, findings: Int) {
    let line = String(repeating: "ö", count: columns) + "\n"
    let file = SourceFile(path: "A.swift", text: String(repeating: line, count: lines))
    #expect(Measure.findings(in: file).count == findings)
  }

  @Test func `finds a namesake`() {
    let file = SourceFile(
      path: "Sources/Wire/A.swift", text: "struct Wires {}\npackage enum Wire {}\n// enum Wire\n")
    #expect(Measure.namesakes(in: file, modules: ["Wire"]).map(\.line) == [2])
  }
}

@Suite struct `Reading Swift` {
  @Test(arguments: [
    ("a // try!", "a        "), ("a /* b /* c */ { */ d", "a                   d"),
    (#"f("{ \(g { 1 }) }")"#, "f(    (g { 1 })   )"), (##"f(#"\"#) }"##, "f(#    ) }"),
    (#"f("\"{") }"#, "f(     ) }"), ("\"\"\"\n{ \"\n\"\"\" }", "   \n   \n    }"),
    ("func `a { b`()", "func `_____`()"),
  ])
  func `leaves only code`(text: String, code: String) {
    #expect(String(decoding: Blanking.code(of: Array(text.utf8)), as: UTF8.self) == code)
  }

  @Test func `passes over declarations without a body`() {
    let text = """
      protocol A {
        func one()
        var two: Int { get }
        init()
      }
      extension A {
        func three() {
          A.init { 1 }
        }
        var four: Int {
          4
        }
        let five = 5
      }
      """
    let spans = SourceFile(path: "A.swift", text: text).functions
    #expect(
      spans == [
        FunctionSpan(line: 3, lineCount: 1), FunctionSpan(line: 7, lineCount: 3),
        FunctionSpan(line: 10, lineCount: 3),
      ])
  }
}
