/// What every small law of the tests begins with.
package enum LawHead {
  package static let text = """
    format: samverkan-policy/1
    country: SE
    fallbacks:
      excluded: {id: excluded, citation: ["OSL 7:1"], review: read,
        reason: {sv: "Utesluten.", en: "Excluded."}}
      unruled: {id: unruled, citation: ["OSL 8:1"], review: read,
        reason: {sv: "Ingen regel.", en: "No rule."}}
      unlocks: {sv: "Ett lagrum.", en: "A provision."}
      kind: {sv: "Fel slag.", en: "Wrong kind."}
      purpose: {sv: "Fel ändamål.", en: "Wrong purpose."}
      basis: {sv: "Fel lagrum.", en: "Wrong basis."}
    signing:
      - {id: signed-by-guardians, citation: ["FB 6:13"], review: derived, from: 2024-01-01,
        ages: [12-14, under-12], signature: needed, of: [every-guardian],
        reason: {sv: "Vårdnadshavarna.", en: "The guardians."}}
      - {id: signed-by-all, citation: ["SoL 3:4"], review: needs-legal-review, from: 2024-01-01,
        ages: [15-17], signature: needed, of: [self, every-guardian],
        reason: {sv: "Alla.", en: "Everybody."}}
      - {id: signed-by-oneself, citation: ["OSL 12:2"], review: derived, from: 2024-01-01,
        ages: [18-20, 21-and-over], signature: needed, of: [self],
        reason: {sv: "Personen själv.", en: "The person alone."}}
      - {id: signed-anew, citation: ["OSL 12:3"], review: needs-legal-review, from: 2024-01-01,
        ages: [15-17, 18-20, 21-and-over], signature: anew, of: [self],
        reason: {sv: "På nytt.", en: "Anew."}}
      - {id: signed-instead, citation: ["FB 6:13 a"], review: needs-legal-review, from: 2024-01-01,
        ages: [12-14, under-12, 15-17], signature: instead, of: [decision],
        reason: {sv: "I stället.", en: "Instead."}}
      - {id: signed-never, citation: ["OSL 12:3"], review: derived, from: 2024-01-01,
        ages: [12-14, under-12, 15-17], signature: never, of: [withheld-guardian],
        reason: {sv: "Aldrig.", en: "Never."}}

    """
}
