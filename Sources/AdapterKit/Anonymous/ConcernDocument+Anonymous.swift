public import Concerns
import Wire

extension ConcernDocument {
  /// What in a consultation, or in the conditions of a release, may tell whom it is about; nothing
  /// in any other kind.
  ///
  /// Looked for in the sender's own program, before anything is made, kept or sent: whoever asks
  /// without naming anybody must not find out afterwards that somebody was named. Patterns find
  /// what is written in the usual ways. They do not find a name, or what only a neighbour would
  /// understand.
  public var identityTraces: [IdentityTrace] {
    guard kind == .consultationAnonymous || kind == .reservationOffer else { return [] }
    var search = TraceSearch()
    let isQuestion = kind == .consultationAnonymous
    // Of an offer nobody but the broker reads `handling`, which names those who have said yes.
    if isQuestion { search.look(in: handling, at: "/handling") }
    for (index, part) in sections.enumerated() {
      let place = "/sections/\(index)"
      if isQuestion, part.dataClass.isFreeText, hearsPolice {
        search.note(IdentityTrace(.freeText, at: place))
      }
      search.look(in: part.body, at: place + "/body")
    }
    return search.traces
  }

  /// Whether police or prosecutor takes part. Unless the document says that nobody does, they may.
  private var hearsPolice: Bool { handling["takes-part"]?.array?.isEmpty != true }

  /// Stops a consultation that is not anonymous; whatever makes a message of one asks this first.
  ///
  /// - Throws: ``AdapterError/identifying(_:)``.
  public func checkAnonymous() throws(AdapterError) {
    let traces = identityTraces
    guard traces.isEmpty else { throw .identifying(traces) }
  }
}
