/// What a hash or a signature is for; the first line of everything hashed or signed.
///
/// One purpose, one line, so that bytes made for one use can never pass for another
/// (`protocols/wire.md`, "Domain separation").
package enum Domain: String, Sendable {
  case key, section, padding, digest, view, ack, publish, receipt

  /// `"samverkan/1 " purpose LF`.
  package var prefix: [UInt8] { Array("samverkan/1 \(rawValue)\n".utf8) }
}
