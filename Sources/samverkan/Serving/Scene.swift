import AdapterKit
import Concerns

/// One concern of the quickstart: who sends which document, and who must own it.
struct Scene: Sendable {
  let sender: QuickstartMember
  let recipient: QuickstartMember
  let title: LocalizedText
  /// What the document is called under `deploy/examples`.
  let file: String
  /// The document as shipped there.
  let document: String

  static let all = [
    Scene(
      sender: .school, recipient: .reception,
      title: LocalizedText(
        sv: "Skolan: hedersrelaterat, föräldrarna får inget veta",
        en: "The school: honour-related, the parents must not be told"),
      file: "skola-heder.json", document: EmbeddedDeployment.skola_heder),
    Scene(
      sender: .preschool, recipient: .protected,
      title: LocalizedText(
        sv: "Förskolan: skyddad folkbokföring", en: "The preschool: protected registration"),
      file: "forskola-skyddad.json", document: EmbeddedDeployment.forskola_skyddad),
    Scene(
      sender: .police, recipient: .reception,
      title: LocalizedText(
        sv: "Polisen: ett barn på en brottsplats, osäker identitet",
        en: "The police: a child at a scene of crime, identity unsure"),
      file: "polis-tre-barn.json", document: EmbeddedDeployment.polis_tre_barn),
    Scene(
      sender: .association, recipient: .reception,
      title: LocalizedText(
        sv: "Föreningen: en anonym orosanmälan", en: "The association: an anonymous report"),
      file: "forening-anonym.json", document: EmbeddedDeployment.forening_anonym),
  ]
}
