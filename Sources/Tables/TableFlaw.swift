/// Why a table is refused: where, what is wrong there, and what to do about it.
package struct TableFlaw: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line of the file, from 1.
  package let line: Int
  /// What is wrong, to be said in any language.
  package let wording: Wording
  /// What would do instead, to be said in any language.
  package let advice: Wording

  /// Takes the parts, in words of the file.
  package init(line: Int, fault: Wording, remedy: Wording) {
    self.line = line
    wording = fault
    advice = remedy
  }

  /// What is wrong, in English.
  package var fault: String { wording.english }
  /// What would do instead, in English.
  package var remedy: String { advice.english }

  /// One line for whoever edits the file, in English.
  package var description: String { "line \(line): \(fault), \(remedy)" }
}
