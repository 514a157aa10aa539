package import Evidence
package import Ledger
package import ZeroMQ

/// The secrets a broker is started with; none of them is in the database.
package struct BrokerKeys: Sendable {
  /// Opens the ledger.
  package let root: RootKey
  /// Proves the listener to members.
  package let server: CurveKeyPair
  /// Proves the listener to members who have been told of the next key; `nil` between changes.
  package var next: CurveKeyPair?
  /// Signs receipts.
  package let receipt: SigningKey

  package init(root: RootKey, server: CurveKeyPair, receipt: SigningKey, next: CurveKeyPair? = nil)
  {
    self.root = root
    self.server = server
    self.receipt = receipt
    self.next = next
  }
}
