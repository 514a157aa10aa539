package import Tables

/// A policy whose every statement was found to hold. Only a proof makes one.
///
/// The filter takes nothing else: a policy that is not proved cannot be put in force.
package struct ProvedPolicy: Sendable {
  /// The law.
  package let table: PolicyTable

  fileprivate init(_ table: PolicyTable) { self.table = table }
}

extension PolicyTable {
  /// Proves the table: walks over all questions there are.
  ///
  /// - Throws: the first flaw of the file: a statement that does not hold, with a question that
  ///   shows it; a rule or statement that can never matter; a contradiction.
  package func proved() throws(TableFlaw) -> ProvedPolicy {
    if let objection = PolicyProof(of: book).objection { throw objection }
    return ProvedPolicy(self)
  }
}
