public import Concerns
import Wire

extension DeliveryID {
  /// Reads the twenty-two characters of base64url that name a delivery; `nil` for anything else.
  public init?(_ text: String) { self.init(wire: text) }

  /// The twenty-two characters of base64url; a name that says nothing about anybody.
  public var text: String { wire }
}
