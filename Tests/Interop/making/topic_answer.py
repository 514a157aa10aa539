"""What comes back: acknowledgements, receipts, deliveries; and the bare hashes."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import DEPLOYMENT, NOW, refused, vector
from making.message import (
    BROKER,
    RECEPTION,
    SCHOOL,
    Built,
    Draft,
    context,
    known_key,
    narrative,
    sections,
)

DELIVERY = core.salt("delivery")


def item(**changes: Any) -> dict[str, Any]:
    """One line of an acknowledgement."""
    return {"delivery": DELIVERY, "view": core.b64u(bytes(32)), "state": "received"} | changes


def acked(document: bytes, purpose: str = "ack") -> list[bytes]:
    """The frames of an ACK."""
    header = {"n": 9, "proof": core.proof(RECEPTION, [document], 0, purpose)}
    return core.frames("ACK", header, document)


def ack_case(
    name: str, about: str, items: Any, code: str | None = None, spoil: Any = bytes
) -> dict[str, Any]:
    """An acknowledgement with the items, changed by the hook before it is signed."""
    document = spoil(core.compact({"ack": "samverkan/1", "items": items}))
    known = context(
        agency="reception", functions=["reception.mottagning"], keys=[known_key(RECEPTION)]
    )
    digest = core.b64u(core.sha(core.tagged("ack"), core.sha(document)))
    expect = refused(code, 2) if code else {"ok": {"digest": digest, "items": len(items)}}
    return vector(name, about, "ack", acked(document), known, expect)


def acks() -> list[dict[str, Any]]:
    """The acknowledgement of one to 64 deliveries."""

    def b(name: str, about: str, *items: Any) -> dict[str, Any]:
        return ack_case(name, about, list(items), "bad-ack")

    def s(name: str, about: str, code: str, spoil: Any) -> dict[str, Any]:
        return ack_case(name, about, [item()], code, spoil)

    many = [item(delivery=core.salt(f"delivery {place}")) for place in range(65)]
    document = core.compact({"ack": "samverkan/1", "items": [item()]})
    known = ack_case("", "", [item()])["context"]
    return [
        ack_case("ack", "One delivery received.", [item()]),
        ack_case("ack-64", "Sixty-four deliveries.", many[:64]),
        ack_case("ack-case", "A case number.", [item(state="committed", case="SN 2026/1873")]),
        ack_case(
            "ack-case-64", "A case number of 64 letters.", [item(state="committed", case="x" * 64)]
        ),
        ack_case("ack-recalled", "The answer to a recall.", [item(state="recalled")]),
        ack_case(
            "ack-case-letters",
            "A case number of 32 letters in 64 bytes.",
            [item(state="committed", case="å" * 32)],
        ),
        b("ack-none", "Nothing."),
        b("ack-delivery-twice", "The same delivery twice.", item(), item(state="read")),
        b(
            "ack-case-bytes",
            "A case number of 33 letters in 65 bytes.",
            item(state="committed", case="å" * 32 + "x"),
        ),
        b("ack-case-control", "A control in it.", item(state="committed", case="SN\x1f1")),
        b("ack-case-delete", "The byte 7F in it.", item(state="committed", case="SN\x7f1")),
        b("ack-65", "Sixty-five deliveries.", *many),
        b("ack-state", "A state that does not exist.", item(state="opened")),
        b("ack-case-early", "A case number before there is a case.", item(case="SN 2026/1873")),
        b("ack-case-65", "A case number of 65 letters.", item(state="committed", case="x" * 65)),
        b("ack-case-empty", "An empty case number.", item(state="committed", case="")),
        b("ack-delivery-short", "A delivery id of 21 letters.", item(delivery=DELIVERY[:-1])),
        b("ack-delivery-loose", "A delivery id with unused bits.", item(delivery="A" * 21 + "B")),
        b("ack-view-short", "A view digest of 31 bytes.", item(view=core.b64u(bytes(31)))),
        b("ack-extra", "A member too many.", item(remark="x")),
        b("ack-missing", "A member too few.", {"delivery": DELIVERY, "state": "read"}),
        s(
            "ack-version",
            "Another version.",
            "bad-ack",
            lambda text: text.replace(b"an/1", b"an/2"),
        ),
        s(
            "ack-space",
            "A space outside a string.",
            "bad-ack",
            lambda text: text.replace(b",", b", ", 1),
        ),
        s(
            "ack-duplicate",
            "Two states.",
            "duplicate-name",
            lambda text: text.replace(b'"state"', b'"state":"read","state"'),
        ),
        s("ack-return", "CR at the end.", "carriage-return", lambda text: text + b"\r"),
        s("ack-broken", "The object is not closed.", "bad-json", lambda text: text[:-1]),
        vector(
            "ack-purpose",
            "Signed as a publication.",
            "ack",
            acked(document, "publish"),
            known,
            refused("bad-signature", 1),
        ),
        vector(
            "ack-frames", "No document.", "ack", acked(document)[:2], known, refused("bad-frames")
        ),
    ]


def leaf(outcome: str, **changes: Any) -> dict[str, Any]:
    """The content of a receipt."""
    head = {
        "receipt": "samverkan/1",
        "outcome": outcome,
        "source": "urn:samverkan:school",
        "id": core.uuid4("receipt"),
        "digest": core.b64u(bytes(range(32))),
    }
    tail = {"accepted": NOW, "awaits": [], "nonce": core.salt("nonce")}
    middle = {"reference": "7K3M-Q9TX-4HBW", "answerable": "reception.mottagning"}
    if outcome == "refused":
        middle = {"code": "kind-not-lawful"}
    if outcome == "acknowledged":
        head.pop("id")
        middle = {"items": [{"delivery": DELIVERY, "state": "received"}]}
        tail.pop("awaits")
    return head | middle | tail | changes


def receipts() -> list[dict[str, Any]]:
    """Receipts as a client reads them; the keys are those of WELCOME."""
    known = {"deployment": DEPLOYMENT, "keys": [known_key(BROKER)]}
    previous = core.Signer("broker, before")

    def r(
        name: str,
        about: str,
        outcome: str = "accepted",
        code: str | None = None,
        index: int = 0,
        size: int = 1,
        signer: Any = BROKER,
        purpose: str = "receipt",
        items: list[dict[str, str]] | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        octets = core.compact(leaf(outcome, **({"items": items} if items else {})))
        leaves = [f"another {place}".encode() for place in range(size)]
        leaves[index] = octets
        shown = core.proof(signer, leaves, index, purpose)
        expect = (
            refused(code)
            if code
            else {"ok": {"leafHash": core.b64u(core.leaf_hash(octets)), "outcome": outcome}}
        )
        frames = core.frames("RECEIPT", {"n": 7, "proof": shown}, octets)
        return vector(name, about, "receipt", frames, known | more, expect)

    changed = r("receipt-changed", "The leaf changed after it was signed.", code="bad-signature")
    text = core.compact(leaf("accepted")).replace(b"7K3M", b"7K3N")
    changed["frames"][2] = core.b64(text)
    both = [known_key(BROKER), known_key(previous)]
    return [
        r("receipt-accepted", "A message was accepted."),
        r("receipt-refused", "A message was refused.", "refused"),
        r("receipt-acknowledged", "An acknowledgement was recorded.", "acknowledged"),
        r(
            "receipt-recalled",
            "What a recall was answered with was recorded.",
            "acknowledged",
            items=[
                {"delivery": DELIVERY, "state": "recalled"},
                {"delivery": core.salt("delivery, strange"), "state": "unknown"},
            ],
        ),
        r("receipt-batch", "One signature for every receipt of a commit.", index=17, size=40),
        r("receipt-old-key", "Signed with the older of two keys.", signer=previous, keys=both),
        r(
            "receipt-strange-key",
            "Signed with a key that is not the broker's.",
            code="bad-signature",
            signer=SCHOOL,
        ),
        r(
            "receipt-purpose",
            "Signed for another purpose.",
            code="bad-signature",
            purpose="publish",
        ),
        changed,
    ]


GUARDED = "withhold-from-guardians"


def delivered(built: Built, view: bytes, **changes: Any) -> list[bytes]:
    """The frames of a DELIVER."""
    header = {
        "n": 3,
        "delivery": DELIVERY,
        "attempt": 1,
        "lease": 30,
        "function": "reception.mottagning",
        "thread": core.salt("thread"),
        "lane": "report",
        "whole": False,
        "gap": False,
        "obligations": [],
        "key": core.b64u(built.draft.signer.public),
        "proof": built.proof(),
    }
    return core.frames("DELIVER", header | changes, built.envelope, view)


def deliveries() -> list[dict[str, Any]]:
    """Deliveries as a client verifies them: the signature, and each line it was shown."""
    more = [narrative("Ett."), narrative("Två."), narrative("Tre.")]
    built = Draft("delivery", sections("report.mandatory", *more), batch=(2, 5)).build()
    lines = built.sections.splitlines(keepends=True)
    some = b"".join(lines[1:4])
    known = {"deployment": DEPLOYMENT, "brokerKeys": [core.b64u(BROKER.public)]}

    def d(
        name: str, about: str, view: bytes, code: str | None = None, **changes: Any
    ) -> dict[str, Any]:
        shown = view.count(b"\n") - (1 if changes.get("whole") else 0)
        expect = (
            refused(code)
            if code
            else {"ok": {"view": core.view_digest(built.envelope, view), "lines": shown}}
        )
        return vector(name, about, "deliver", delivered(built, view, **changes), known, expect)

    strange = core.compact([core.salt("strange"), {"class": "school", "about": []}, {}]) + b"\n"
    return [
        d("deliver-whole", "The owner sees all.", built.sections, whole=True),
        d("deliver-redacted", "Another recipient sees three lines of five.", some),
        d("deliver-one", "A single line.", lines[0]),
        d("deliver-obliged", "Nothing for a guardian.", some, obligations=[GUARDED]),
        d("deliver-obligations-none", "Not a list.", some, "bad-header", obligations=None),
        d("deliver-obliged-twice", "Said twice.", some, "bad-header", obligations=[GUARDED] * 2),
        d(
            "deliver-obliged-strangely",
            "What must be done is not known.",
            some,
            "bad-header",
            obligations=["burn-after-reading"],
        ),
        d("deliver-strange-line", "A line nobody promised.", some + strange, "commitment-mismatch"),
        d(
            "deliver-changed-line",
            "A line that was changed.",
            built.sections.replace("Två".encode(), b"Tvo"),
            "commitment-mismatch",
            whole=True,
        ),
        d(
            "deliver-whole-short",
            "Said to be whole, and a line is missing.",
            b"".join(lines[1:]),
            "commitment-mismatch",
            whole=True,
        ),
        d("deliver-order", "Lines in another order.", lines[2] + lines[1], "commitment-mismatch"),
        d("deliver-twice", "The same line twice.", lines[1] + lines[1], "repeated-salt"),
        d(
            "deliver-key",
            "A key that is not the envelope's.",
            some,
            "unknown-key",
            key=core.b64u(BROKER.public),
        ),
        d(
            "deliver-proof",
            "The proof of another batch.",
            some,
            "bad-signature",
            proof=Draft("delivery", batch=(2, 5), purpose="receipt").build().proof(),
        ),
    ]


def hash_case(
    name: str, about: str, function: str, inputs: list[bytes], value: bytes
) -> dict[str, Any]:
    """One hash: the inputs are the frames, in the order of the specification."""
    return vector(
        name, about, "hash", inputs, {"function": function}, {"ok": {"hash": core.b64u(value)}}
    )


def hashes() -> list[dict[str, Any]]:
    """Every hash of the specification on its own."""
    built = Draft("hashes").build()
    line = built.sections.split(b"\n")[0]
    name = built.draft.id
    seed = core.salt("hashes seed")
    envelope, body = built.envelope, built.sections
    document = core.compact({"ack": "samverkan/1", "items": [item()]})
    return [
        hash_case(
            "hash-keyid",
            "The short name of a key.",
            "keyid",
            [SCHOOL.public],
            core.sha(core.tagged("key"), SCHOOL.public)[:12],
        ),
        hash_case(
            "hash-section",
            "The commitment to a line: id, line.",
            "section",
            [name.encode(), line],
            core.section_commitment(name, line),
        ),
        hash_case(
            "hash-padding-0",
            "The first padding: id, seed, index.",
            "padding",
            [name.encode(), seed.encode(), b"0"],
            core.padding_commitment(name, seed, 0),
        ),
        hash_case(
            "hash-padding-12",
            "The thirteenth padding: id, seed, index.",
            "padding",
            [name.encode(), seed.encode(), b"12"],
            core.padding_commitment(name, seed, 12),
        ),
        hash_case(
            "hash-digest",
            "The digest: envelope, sections.",
            "digest",
            [envelope, body],
            core.sha(core.tagged("digest"), core.sha(envelope), core.sha(body)),
        ),
        hash_case(
            "hash-view",
            "The view digest: envelope, view.",
            "view",
            [envelope, line + b"\n"],
            core.sha(core.tagged("view"), core.sha(envelope), core.sha(line + b"\n")),
        ),
        hash_case(
            "hash-ack",
            "The digest of an acknowledgement.",
            "ack",
            [document],
            core.sha(core.tagged("ack"), core.sha(document)),
        ),
        hash_case("hash-leaf", "A leaf.", "leaf", [envelope], core.leaf_hash(envelope)),
        hash_case("hash-leaf-empty", "The leaf of nothing.", "leaf", [b""], core.leaf_hash(b"")),
    ]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic but acknowledgements."""
    return receipts() + deliveries() + hashes()
