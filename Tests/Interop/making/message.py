"""A message that is right in every part, with a place to spoil each part before it is signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from making import core

SCHOOL = core.Signer("school")
BROKER = core.Signer("broker")
RECEPTION = core.Signer("reception")
CONVERSATION = core.uuid4("conversation")
PURPOSES = {
    "report.mandatory": ("child-protection", "sol-19-1"),
    "report.voluntary": ("child-protection", "sol-19-4"),
    "feedback.request": ("feedback", "sol-19-6"),
    "feedback": ("feedback", "sol-19-6"),
    "notice.police": ("child-protection", "pl-6"),
    "contact.early": ("early-support", "sol-11-5"),
    "consultation.anonymous": ("consultation", "sol-18-6"),
    "plan.summons": ("care-coordination", "sol-10-8"),
    "meeting.invitation": ("child-protection", "sol-19-5"),
    "inquiry.request": ("child-protection", "sol-20-6"),
    "inquiry.response": ("child-protection", "sol-20-6"),
    "consent.record": ("crime-prevention", "osl-10-1"),
    "consent.withdraw": ("crime-prevention", "osl-10-1"),
    "emergency.declare": ("child-protection", "sopul-10"),
    "emergency.review": ("child-protection", "sopul-10"),
    "current.request": ("care-coordination", "sol-15-8"),
    "current.response": ("care-coordination", "sol-15-8"),
}


def context(**changes: Any) -> dict[str, Any]:
    """What the receiver knows beside the frames."""
    known: dict[str, Any] = {
        "deployment": core.DEPLOYMENT,
        "environment": "training",
        "agency": "school",
        "functions": ["school.central"],
        "now": core.NOW,
        "session": True,
        "keys": [known_key(SCHOOL)],
    }
    return known | changes


def known_key(
    signer: core.Signer | core.SmallOrderSigner,
    state: str = "active",
    since: str = "2026-01-01T00:00:00Z",
) -> dict[str, str]:
    """A registered key and when its state began."""
    return {"key": core.b64u(signer.public), "state": state, "since": since}


def person(tag: str = "A2B3", number: str | None = None, **changes: Any) -> dict[str, Any]:
    """One person in handling."""
    row: dict[str, Any] = {"tag": tag, "role": "child"}
    if number is not None:
        row["number"] = number
    return row | {"certainty": "certain", "protection": "none"} | changes


def matter(kind: str = "report.mandatory", **changes: Any) -> dict[str, Any]:
    """What the message is."""
    purpose, basis = PURPOSES.get(kind, PURPOSES["report.mandatory"])
    body = {
        "kind": kind,
        "unit": "school.central",
        "conversation": CONVERSATION,
        "sent": core.NOW,
        "purpose": purpose,
        "basis": basis,
    }
    return body | changes


def handling(*persons: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What the broker needs to find the owner."""
    body = {
        "persons": list(persons),
        "municipality": "0581",
        "area": "unknown",
        "target": "child",
        "grounds": ["neglect"],
        "urgency": "ordinary",
        "guardians": "unknown",
        "anonymous": False,
        "feedback": True,
        "excluded": [],
    }
    return body | changes


def sections(kind: str = "report.mandatory", *more: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The two sections every message has and those given: (class, about, body)."""
    people = [] if kind.startswith("feedback") else [person()]
    first = [("matter", [], matter(kind)), ("handling", [], handling(*people))]
    return [*first, *more]


def narrative(text: str = "Barnet kom utan jacka tre dagar i rad.") -> tuple[Any, ...]:
    """A section of free text about the person."""
    return ("narrative", ["A2B3"], {"observed": text})


Spoil = Callable[..., Any]


def unchanged(value: Any) -> Any:
    """No change."""
    return value


@dataclass
class Draft:
    """A message in the making. Each hook may spoil one part; what follows is made from it."""

    name: str
    parts: list[tuple[Any, ...]] = field(default_factory=lambda: sections("report.mandatory"))
    signer: core.Signer | core.SmallOrderSigner = SCHOOL
    source: str = "urn:samverkan:school"
    audience: str = core.DEPLOYMENT
    id: str = ""
    batch: tuple[int, int] = (0, 1)
    purpose: str = "publish"
    on_line: Spoil = unchanged
    on_lines: Spoil = unchanged
    on_padding: Spoil = unchanged
    on_sections: Spoil = unchanged
    on_commitments: Spoil = unchanged
    on_members: Spoil = unchanged
    on_envelope: Spoil = unchanged
    on_proof: Spoil = unchanged
    on_frames: Spoil = unchanged

    def __post_init__(self) -> None:
        self.id = self.id or core.uuid4(self.name)

    def lines(self) -> list[bytes]:
        """The section lines in the order of their commitments."""
        made = []
        for place, (name, about, body) in enumerate(self.parts):
            label = {"class": name, "about": about}
            line = core.compact([core.salt(f"{self.name} {place}"), label, body])
            made.append(self.on_line(line))
        made.sort(key=lambda line: core.section_commitment(self.id, line))
        return self.on_lines(made)

    def build(self) -> Built:
        """The whole message, right but for what the hooks did."""
        lines = self.lines()
        slots = 16 if len(lines) <= 15 else 64
        seed = core.salt(self.name + " seed")
        padding = self.on_padding([seed, {"class": "padding"}, slots - len(lines)])
        opened = [core.section_commitment(self.id, line) for line in lines]
        sound = isinstance(padding[2], int) and 1 <= padding[2] <= 63
        filler = range(padding[2] if sound else slots - len(lines))
        filled = [core.padding_commitment(self.id, padding[0], index) for index in filler]
        body = b"".join(line + b"\n" for line in [*lines, core.compact(padding)])
        values = self.on_commitments(sorted(opened + filled))
        members = {
            "specversion": "1.0",
            "type": "se.samverkan.signed.v1",
            "id": self.id,
            "source": self.source,
            "audience": self.audience,
            "keyid": core.keyid(self.signer.public),
            "commitments": core.b64(b"".join(values)) if isinstance(values, list) else values,
        }
        envelope = self.on_envelope(core.compact(self.on_members(members)))
        return Built(self, envelope, self.on_sections(body), opened, len(filled))


@dataclass
class Built:
    """The bytes of a message and what is true of them."""

    draft: Draft
    envelope: bytes
    sections: bytes
    opened: list[bytes]
    padding: int

    def leaves(self) -> list[bytes]:
        """The envelopes one signature covers, this one at its index."""
        index, size = self.draft.batch
        others = [f"another envelope {place}".encode() for place in range(size)]
        return [*others[:index], self.envelope, *others[index + 1 :]]

    def proof(self) -> dict[str, Any]:
        """The publisher's proof."""
        draft = self.draft
        made = core.proof(
            draft.signer, self.leaves(), draft.batch[0], draft.purpose, draft.audience
        )
        return draft.on_proof(made)

    def frames(self) -> list[bytes]:
        """The frames of a PUBLISH."""
        header = {"n": 7, "proof": self.proof()}
        return self.draft.on_frames(core.frames("PUBLISH", header, self.envelope, self.sections))

    def truth(self) -> dict[str, Any]:
        """What a receiver that did everything right knows."""
        root = core.tree_root([core.leaf_hash(leaf) for leaf in self.leaves()])
        return {
            "id": self.draft.id,
            "keyid": core.keyid(self.draft.signer.public),
            "digest": core.message_digest(self.envelope, self.sections),
            "leafHash": core.b64u(core.leaf_hash(self.envelope)),
            "root": core.b64u(root),
            "lines": [core.b64u(value) for value in self.opened],
            "padding": self.padding,
        }
