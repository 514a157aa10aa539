/// What a hash or a signature is for; the first line of everything hashed or signed.
///
/// One purpose, one line, so that bytes made for one use can never pass for another
/// (`protocols/wire.md`, "Domain separation").
package enum Domain: String, Sendable {
  case key, section, padding, digest, view, ack, publish, receipt, law, rule, directory, duty, leaf

  /// `"samverkan/1 " purpose LF`.
  package var prefix: [UInt8] {
    switch self {
    case .key: Self.keyPrefix
    case .section: Self.sectionPrefix
    case .padding: Self.paddingPrefix
    case .digest: Self.digestPrefix
    case .view: Self.viewPrefix
    case .ack: Self.ackPrefix
    case .publish: Self.publishPrefix
    case .receipt: Self.receiptPrefix
    case .law: Self.lawPrefix
    case .rule: Self.rulePrefix
    case .directory: Self.directoryPrefix
    case .duty: Self.dutyPrefix
    case .leaf: Self.leafPrefix
    }
  }

  // Made once: every line of every message is hashed after one of them.
  private static let keyPrefix = line(.key)
  private static let sectionPrefix = line(.section)
  private static let paddingPrefix = line(.padding)
  private static let digestPrefix = line(.digest)
  private static let viewPrefix = line(.view)
  private static let ackPrefix = line(.ack)
  private static let publishPrefix = line(.publish)
  private static let receiptPrefix = line(.receipt)
  private static let lawPrefix = line(.law)
  private static let rulePrefix = line(.rule)
  private static let directoryPrefix = line(.directory)
  private static let dutyPrefix = line(.duty)
  private static let leafPrefix = line(.leaf)

  private static func line(_ domain: Self) -> [UInt8] {
    Array("samverkan/1 \(domain.rawValue)\n".utf8)
  }
}
