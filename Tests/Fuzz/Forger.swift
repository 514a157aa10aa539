import Concerns
import Evidence
import Support
import Wire

/// Changes what a message says and makes all of it agree again, but for the signature.
///
/// Whoever does that needs no key to be read; only the proof tells.
struct Forger {
  /// A publish with other words under the old proof; `nil` if there was none to begin with.
  func forge(_ frames: [[UInt8]], _ dice: inout SplitMix64) -> [[UInt8]]? {
    guard case .command(let numbered) = ClientCommand.read(frames),
      case .publish(let publish) = numbered.command
    else { return nil }
    let old = publish.message
    var drafts: [Draft] = []
    for section in old.sections {
      guard let body = try? section.readBody() else { return nil }
      drafts.append(Draft(section.dataClass, about: section.about, body: body))
    }
    let spare = drafts.indices.filter {
      ![.matter, .handling, .outcome].contains(drafts[$0].dataClass)
    }
    if !spare.isEmpty {
      let index = dice.one(of: spare)
      let draft = drafts[index]
      if dice.below(2) == 0 {
        drafts.remove(at: index)
      } else {
        let word = JSONValue.Member("x\(dice.below(1000))", .integer(Int64(dice.below(1000))))
        let body = JSONValue.object((draft.body.members ?? []) + [word])
        drafts[index] = Draft(draft.dataClass, about: draft.about, body: body)
      }
    }
    guard
      let message = try? SignedMessage.compose(
        drafts, id: old.envelope.id, source: old.envelope.source,
        audience: old.envelope.audience, key: old.envelope.key, drawing: &dice)
    else { return nil }
    return ClientCommand.publish(.init(proof: publish.proof, message: message))
      .frames(numbered.number)
  }
}
