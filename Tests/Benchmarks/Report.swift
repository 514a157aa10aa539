import Foundation

/// All figures of a run, as a table for people and as JSON for the next run.
struct Report: Codable, Sendable {
  var stages: StageFigures?
  var throughput: ThroughputFigures?
  var latency: LatencyFigures?
  var backlog: BacklogFigures?
  var policy: PolicyFigures?
  var plan: PlanFigures?

  var table: String {
    let parts: [(String, [[String]]?)] = [
      ("Stages, one process, no sockets", stages?.rows),
      ("Throughput, medians", throughput?.rows),
      ("Latency", latency?.rows),
      ("A full mailbox", backlog?.rows),
      ("The law", policy?.rows),
      ("A reorganisation", plan?.rows),
    ]
    return parts.compactMap { title, rows in rows.map { title + "\n" + Self.text(of: $0) } }
      .joined(separator: "\n\n")
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: URL(filePath: path))
  }

  /// Columns as wide as their widest cell; the first to the left, numbers to the right.
  private static func text(of rows: [[String]]) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

/// A figure without decimals.
func whole(_ value: Double) -> String { String(Int(value.rounded())) }

/// A figure with two decimals.
func fine(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let rest = hundredths % 100
  return "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
}
