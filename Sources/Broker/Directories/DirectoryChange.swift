import Admission
package import Concerns
package import Evidence
import Ledger
package import Routing
import Wire

/// Another directory in the place of the one in force, with what it does to all that is open.
///
/// What lets nobody see or decide anything new takes one operator; anything else, two.
package struct DirectoryChange: Sendable {
  /// How old a plan may be that a directory is put in force on. By then other items are open, and
  /// others may have logged in.
  package static let planAge: Duration = .seconds(24 * 3600)

  /// The directory that the ledger knows in force.
  package struct InForce: Sendable {
    package let digest: Digest32
    package let since: Moment
    /// What it says; `nil` when no copy of it is left.
    package let directory: Directory?

    package init(digest: Digest32, since: Moment, directory: Directory?) {
      self.digest = digest
      self.since = since
      self.directory = directory
    }
  }

  package let old: InForce
  package let new: Directory
  /// What each day ahead changes, with what is open now.
  package let days: [DirectoryPlan]

  package init(
    from old: InForce, to new: Directory, items: [OpenItem], today: CivilDate
  ) {
    self.old = old
    self.new = new
    // Who has logged in is known to a broker that runs; it has said so in the plan.
    days = DirectoryPlan.ahead(
      of: items, from: old.directory ?? new, to: new, today: today,
      presence: Presence(read: [], readers: [:]))
  }

  package var digest: Digest32 { Digest32(hashing: new.bytes) }

  /// How many operators must want it. Nobody can tell of a directory that is not kept.
  package var personsNeeded: Int {
    old.directory == nil || days.contains(where: \.isWider) ? 2 : 1
  }

  /// What stands in its way, but for who has logged in.
  package var findings: [PlanFinding] { days.flatMap(\.findings).filter(\.isAboutItems) }
}

/// Why a directory is not put in force.
package enum DirectoryRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// A line that does not count; nothing is decided beside one.
  case endorsement(EndorsementFlaw)
  /// Too few have signed. `inForce`: the directory that stays.
  case unendorsed(path: String, have: Int, need: Int, inForce: Digest32)
  /// No broker that runs has planned it, or not lately, or in another's place.
  case unplanned(inForce: Digest32)
  /// The plan on record says what stands in its way.
  case planRefused
  /// Something that is open would have no owner.
  case findings([PlanFinding])

  package var description: String {
    switch self {
    case .endorsement(let flaw): flaw.description
    case .unendorsed(let path, let have, let need, let inForce):
      "\(path) holds \(have) of \(need) signatures that this directory needs; let "
        + "\(need == 1 ? "an operator" : "two operators") run 'samverkan directory sign', or "
        + "restore the directory in force, directories/\(inForce.wire).yaml in the broker's folder"
    case .unplanned(let inForce):
      "nobody has planned this directory in the last 24 hours, in the place of the one in force; "
        + "start the broker with that one, directories/\(inForce.wire).yaml in its folder, run "
        + "'samverkan directory plan' with the new one, then stop and apply"
    case .planRefused:
      "the last plan of this directory was refused; run 'samverkan directory plan' on the broker "
        + "that runs, mend what it names, and plan again"
    case .findings(let findings):
      findings.map { $0.sentence.en + " " + $0.remedy.en }.joined(separator: " ")
    }
  }
}

extension DirectoryChange {
  /// Checks that it was planned, that nothing stands in its way, and that those who must want it
  /// have signed it, each a person of their own.
  func check(
    _ file: EndorsementFile, by registry: Registry, entered origins: Origins,
    after history: DirectoryHistory, of deployment: DeploymentID, at moment: Moment
  ) throws(DirectoryRefusal) {
    guard let plan = history.planned[digest], plan.over == old.digest,
      moment - plan.at <= Self.planAge
    else { throw .unplanned(inForce: old.digest) }
    guard !plan.isRefused else { throw .planRefused }
    guard findings.isEmpty else { throw .findings(findings) }
    let step = EndorsedStep(
      subject: .directory(to: digest, over: old.digest), since: old.since)
    let signers: [MemberID]
    do throws(EndorsementFlaw) {
      signers = try step.signers(
        of: file, by: registry, entered: origins, for: deployment, at: moment)
    } catch {
      throw .endorsement(error)
    }
    guard signers.count >= personsNeeded else {
      throw .unendorsed(
        path: file.path, have: signers.count, need: personsNeeded, inForce: old.digest)
    }
  }
}
