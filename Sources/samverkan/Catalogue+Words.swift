package import Concerns

extension Catalogue {
  /// A code of the wire as a person reads it in a table; `nil` where the code itself is best.
  ///
  /// Programs get the code: see ``Presentable/plain`` and ``Presentable/json``.
  ///
  /// - Parameter name: What the code is of, as in JSON.
  package static func word(for code: String, of name: String) -> LocalizedText? {
    words[name]?[code] ?? emergencyWords[name]?[code] ?? reservationWords[name]?[code]
      ?? contactWords[name]?[code] ?? drillWords[name]?[code] ?? auditWords[name]?[code]
  }

  private static let words: [String: [String: LocalizedText]] = [
    "lane": [
      "acute": LocalizedText(sv: "akut", en: "acute"),
      "report": LocalizedText(sv: "anmälan", en: "report"),
      "other": LocalizedText(sv: "övrigt", en: "other"),
    ],
    "state": [
      "waiting": LocalizedText(sv: "väntar", en: "waiting"),
      "leased": LocalizedText(sv: "utlånad", en: "leased"),
      "parked": LocalizedText(sv: "parkerad", en: "parked"),
      "received": LocalizedText(sv: "mottagen", en: "received"),
      "read": LocalizedText(sv: "läst", en: "read"),
      "committed": LocalizedText(sv: "i ärendesystemet", en: "committed"),
      "recalled": LocalizedText(sv: "återkallad", en: "recalled"),
      "redirected": LocalizedText(sv: "skickad vidare", en: "redirected"),
      "withdrawn": LocalizedText(sv: "delningen har upphört", en: "sharing has stopped"),
      "active": LocalizedText(sv: "gäller", en: "active"),
      "retired": LocalizedText(sv: "utgången", en: "retired"),
      "revoked": LocalizedText(sv: "spärrad", en: "revoked"),
      "open": LocalizedText(sv: "gäller", en: "holds"),
      "held": LocalizedText(sv: "återkallat", en: "withdrawn"),
      "half": LocalizedText(sv: "saknar underskrift", en: "lacks a signature"),
      "expired": LocalizedText(sv: "har gått ut", en: "has expired"),
      "ended": LocalizedText(sv: "har avslutats", en: "was ended"),
    ],
    "kind": [
      "report.mandatory": LocalizedText(
        sv: "orosanmälan, anmälningsskyldig", en: "report, mandatory"),
      "report.voluntary": LocalizedText(sv: "orosanmälan, frivillig", en: "report, voluntary"),
      "feedback": LocalizedText(sv: "återkoppling", en: "feedback"),
      "feedback.request": LocalizedText(sv: "fråga om återkoppling", en: "feedback request"),
      "notice.police": LocalizedText(sv: "underrättelse från polisen", en: "notice by the police"),
      "meeting.invitation": LocalizedText(sv: "inbjudan till möte", en: "meeting invitation"),
      "inquiry.request": LocalizedText(sv: "begäran i utredning", en: "inquiry request"),
      "inquiry.response": LocalizedText(sv: "svar till utredning", en: "inquiry response"),
      "contact.early": LocalizedText(sv: "tidigt stöd", en: "early support"),
      "consultation.anonymous": LocalizedText(
        sv: "fråga utan namn", en: "question that names nobody"),
      "collaboration.share": LocalizedText(sv: "delning i samverkan", en: "shared in cooperation"),
      "plan.summons": LocalizedText(sv: "kallelse till SIP", en: "summons to a plan"),
      "care.social": LocalizedText(sv: "vård och socialtjänst", en: "care and social services"),
      "disclosure.police": LocalizedText(
        sv: "utlämnande till polisen", en: "disclosure to the police"),
      "transfer": LocalizedText(sv: "överflyttning", en: "transfer"),
      "concern.adult": LocalizedText(sv: "oro för en vuxen", en: "concern about an adult"),
      "correction": LocalizedText(sv: "rättelse", en: "correction"),
      "consent.record": LocalizedText(sv: "samtycke", en: "consent"),
      "consent.withdraw": LocalizedText(sv: "återkallat samtycke", en: "withdrawn consent"),
      "emergency.declare": LocalizedText(sv: "nödsituation", en: "emergency"),
      "emergency.review": LocalizedText(sv: "granskad nödsituation", en: "emergency's review"),
      "reservation.offer": LocalizedText(sv: "erbjudet förbehåll", en: "reservation offered"),
      "reservation.acknowledge": LocalizedText(
        sv: "bekräftat förbehåll", en: "reservation acknowledged"),
      "release.individual": LocalizedText(sv: "utlämnande", en: "release"),
      "current.request": LocalizedText(
        sv: "fråga om någon är aktuell", en: "question if current"),
      "current.response": LocalizedText(
        sv: "svar om någon är aktuell", en: "answer if current"),
    ],
    "form": [
      "sspf": LocalizedText(sv: "SSPF", en: "SSPF"),
      "sig": LocalizedText(sv: "SIG", en: "SIG"),
      "sip": LocalizedText(sv: "SIP", en: "SIP"),
      "early": LocalizedText(sv: "tidigt stöd", en: "early support"),
      "adult": LocalizedText(sv: "oro för en vuxen", en: "concern about an adult"),
      "release": LocalizedText(sv: "utlämnande med förbehåll", en: "release with a reservation"),
    ],
    "party": [
      "preschool": LocalizedText(sv: "förskola", en: "preschool"),
      "school": LocalizedText(sv: "skola", en: "school"),
      "police": LocalizedText(sv: "polis", en: "police"),
      "health": LocalizedText(sv: "hälso- och sjukvård", en: "health"),
      "social-services": LocalizedText(sv: "socialtjänst", en: "social services"),
      "leisure": LocalizedText(sv: "fritid", en: "leisure"),
      "civil-society": LocalizedText(sv: "civilsamhälle", en: "civil society"),
      "private-person": LocalizedText(sv: "privatperson", en: "private person"),
      "other-authority": LocalizedText(sv: "annan myndighet", en: "other authority"),
    ],
    "environment": [
      "training": LocalizedText(sv: "övning", en: "training"),
      "production": LocalizedText(sv: "skarp drift", en: "production"),
    ],
    "word": [
      "accepted": LocalizedText(sv: "mottaget", en: "accepted"),
      "delivered": LocalizedText(sv: "levererat", en: "delivered"),
      "read": LocalizedText(sv: "läst", en: "read"),
      "committed": LocalizedText(sv: "i ärendesystemet", en: "committed"),
    ],
    "group": [
      "broker": LocalizedText(sv: "mäklaren", en: "broker"),
      "bytes": LocalizedText(sv: "byte", en: "bytes"),
      "meaning": LocalizedText(sv: "innehåll", en: "meaning"),
      "publish": LocalizedText(sv: "sändning", en: "publish"),
      "recipient": LocalizedText(sv: "mottagning", en: "recipient"),
      "session": LocalizedText(sv: "session", en: "session"),
    ],
  ]
}
