/// A text for people, in Swedish and English. Both are always there.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// Swedish.
  public let sv: String
  /// English.
  public let en: String

  /// Takes both texts.
  public init(sv: String, en: String) {
    self.sv = sv
    self.en = en
  }
}
