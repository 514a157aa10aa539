package import Admission
package import Concerns
package import Evidence
package import Policy
import Wire

/// Another law in the place of the one in force, and who must want it.
///
/// What grants nobody anything new and is guarded no less takes one operator; anything else, two.
package struct LawChange: Sendable {
  /// The law that the ledger knows in force.
  package struct InForce: Sendable {
    package let digest: Digest32
    package let since: Moment
    /// What it says; `nil` when no copy of it is left.
    package let table: PolicyTable?

    package init(digest: Digest32, since: Moment, table: PolicyTable?) {
      self.digest = digest
      self.since = since
      self.table = table
    }
  }

  package let old: InForce
  package let new: PolicyTable
  /// Who would newly see or send something, or no longer, and what would be guarded no more; none
  /// when the old law is not kept.
  package let sentences: [PolicyChange.Sentence]

  /// Compares the two; some tens of milliseconds.
  package init(from old: InForce, to new: PolicyTable) {
    self.old = old
    self.new = new
    sentences = old.table.map { PolicyChange(from: $0.book, to: new.book).sentences } ?? []
  }

  package var digest: Digest32 { Digest32(hashing: new.bytes) }

  /// Whether somebody would newly see or send something, or less be proved or asked of the law.
  /// Nobody can tell of a law that is not kept.
  package var isWider: Bool { old.table == nil || sentences.contains(where: \.isWider) }

  /// How many operators must want it.
  package var personsNeeded: Int { isWider ? 2 : 1 }
}

/// Why a law is not put in force.
package enum LawRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// A line that does not count; nothing is decided beside one.
  case endorsement(EndorsementFlaw)
  /// Too few have signed. `wider`: what would newly be granted, in English; `inForce`: the law that
  /// stays.
  case unendorsed(path: String, have: Int, need: Int, wider: [String], inForce: Digest32)
  /// What the law in force says is not known any more, so that any change may widen it.
  case oldLawMissing(path: String, have: Int)

  package var description: String {
    switch self {
    case .endorsement(let flaw): flaw.description
    case .unendorsed(let path, let have, let need, let wider, let law):
      "\(path) holds \(have) of \(need) signatures that this law needs"
        + (wider.isEmpty
          ? "" : ", since it is wider or watched less: \(wider.joined(separator: " "))")
        + "; let \(need == 1 ? "an operator" : "two operators") run 'samverkan rule sign', or "
        + "restore the law in force, laws/\(law.wire).yaml in the broker's folder"
    case .oldLawMissing(let path, let have):
      "the law in force is not kept in the broker's folder, so nobody can tell what this one "
        + "widens; restore it, or let two operators sign: \(path) holds \(have) of 2 signatures"
    }
  }
}

extension LawChange {
  /// Checks that those who must want the change have signed it, each a person of their own.
  ///
  /// - Parameter origins: Who entered them in the register.
  /// - Returns: Who signed.
  package func check(
    _ file: EndorsementFile, by registry: Registry, entered origins: Origins,
    of deployment: DeploymentID, at moment: Moment
  ) throws(LawRefusal) -> [MemberID] {
    let step = EndorsedStep(subject: .change(to: digest, over: old.digest), since: old.since)
    let signers: [MemberID]
    do throws(EndorsementFlaw) {
      signers = try step.signers(
        of: file, by: registry, entered: origins, for: deployment, at: moment)
    } catch {
      throw .endorsement(error)
    }
    guard signers.count >= personsNeeded else {
      if old.table == nil { throw .oldLawMissing(path: file.path, have: signers.count) }
      throw .unendorsed(
        path: file.path, have: signers.count, need: personsNeeded,
        wider: sentences.filter(\.isWider).map(\.text.en), inForce: old.digest)
    }
    return signers
  }
}
