public import Concerns
import Wire

extension ConcernDocument {
  /// What may tell who it is about, where that is not to be told; nothing in anything else.
  ///
  /// In a consultation, in the conditions of a release, and in an early contact without a name.
  ///
  /// Looked for in the sender's own program, before anything is made, kept or sent: whoever asks
  /// without naming anybody must not find out afterwards that somebody was named. Patterns find
  /// what is written in the usual ways. They do not find a name, or what only a neighbour would
  /// understand.
  public var identityTraces: [IdentityTrace] {
    guard kind == .consultationAnonymous || kind == .reservationOffer || isNamelessContact else {
      return []
    }
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

  /// Whether it is an early contact of somebody who gives no name.
  private var isNamelessContact: Bool {
    kind == .contactEarly && handling["persons"]?.array?.isEmpty == true
  }

  /// Whether police or prosecutor takes part. Unless the document says that nobody does, they may.
  private var hearsPolice: Bool { handling["takes-part"]?.array?.isEmpty != true }

  /// Stops what names somebody although it is to name nobody.
  ///
  /// Whatever makes a message of a document asks this first.
  ///
  /// - Throws: ``AdapterError/identifying(_:)``.
  public func checkAnonymous() throws(AdapterError) {
    let traces = identityTraces
    guard traces.isEmpty else { throw .identifying(traces) }
  }
}
