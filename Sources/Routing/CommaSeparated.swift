import Tables

/// Rows of a file with separated values (RFC 4180), each with the line it begins in.
///
/// Commas or semicolons, whichever the first line has more of: what spreadsheets write here.
struct CommaSeparated {
  struct Row {
    let line: Int
    let cells: [String]
  }

  /// Most rows that are read: a large city's schools many times over.
  static let rowLimit = 20_000

  private(set) var rows: [Row] = []
  private var cells: [String] = []
  private var cell: [UInt8] = []
  private var line = 1
  private var start = 1

  init(_ text: String) throws(TableFlaw) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let head = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let count = { (mark: UInt8) in head.count { $0 == mark } }
    let separator =
      count(UInt8(ascii: ";")) > count(UInt8(ascii: ",")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    try read(bytes, separatedBy: separator)
  }

  private mutating func read(_ bytes: [UInt8], separatedBy mark: UInt8) throws(TableFlaw) {
    let quote = UInt8(ascii: "\"")
    var isQuoted = false
    var opened = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isQuoted {
        if byte != quote {
          cell.append(byte)
        } else if index < bytes.count, bytes[index] == quote {
          cell.append(quote)
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case quote where cell.isEmpty: (isQuoted, opened) = (true, line)
      case mark: endCell()
      case UInt8(ascii: "\r"): continue
      case UInt8(ascii: "\n"): try endRow()
      default: cell.append(byte)
      }
    }
    guard !isQuoted else {
      throw TableFlaw(line: opened, fault: "a quotation mark has no end", remedy: "close it")
    }
    try endRow()
  }

  private mutating func endCell() {
    cells.append(String(decoding: cell, as: UTF8.self))
    cell = []
  }

  private mutating func endRow() throws(TableFlaw) {
    endCell()
    if cells != [""] { rows.append(Row(line: start, cells: cells)) }
    guard rows.count <= Self.rowLimit else {
      throw TableFlaw(
        line: start, fault: "there are more than \(Self.rowLimit) rows", remedy: "split the file")
    }
    cells = []
    start = line
  }
}
