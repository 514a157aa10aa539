/// Why a directory is refused: where, what is wrong there, and what to do about it.
package struct DirectoryFlaw: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line of the file, from 1.
  package let line: Int
  /// What is wrong.
  package let fault: String
  /// What would do instead.
  package let remedy: String

  /// One line for whoever edits the file.
  package var description: String { "line \(line): \(fault), \(remedy)" }
}
