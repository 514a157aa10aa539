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

    """
}
