/// Why a table is refused: where, what is wrong there, and what to do about it.
package struct TableFlaw: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line of the file, from 1.
  package let line: Int
  /// What is wrong.
  package let fault: String
  /// What would do instead.
  package let remedy: String

  /// Takes the parts, in words of the file.
  package init(line: Int, fault: String, remedy: String) {
    self.line = line
    self.fault = fault
    self.remedy = remedy
  }

  /// One line for whoever edits the file.
  package var description: String { "line \(line): \(fault), \(remedy)" }
}
