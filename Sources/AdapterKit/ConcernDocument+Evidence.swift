package import Evidence
import Wire

extension ConcernDocument {
  /// The document with the digest of what was signed in its waiver, if it has one.
  package func filled(evidence: Digest32) -> ConcernDocument {
    guard let waiver = handling["waiver"], waiver.members != nil else { return self }
    let digest = JSONValue.string(Base64.url.encode(evidence.bytes))
    return ConcernDocument(
      kind: kind, unit: unit, conversation: conversation, purpose: purpose, basis: basis,
      handling: handling.setting("waiver", to: waiver.setting("evidence", to: digest)),
      sections: sections)
  }
}

extension JSONValue {
  /// An object with one member replaced where it stands, or else added at the end.
  fileprivate func setting(_ name: String, to value: JSONValue) -> JSONValue {
    guard let members, members.contains(where: { $0.name == name }) else {
      return .object((members ?? []) + [.init(name, value)])
    }
    return .object(members.map { $0.name == name ? .init(name, value) : $0 })
  }
}
