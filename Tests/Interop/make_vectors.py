"""Writes the golden vectors into protocols/vectors, the same bytes in every run.

python make_vectors.py            writes the files
python make_vectors.py --check    says whether the files are what would be written
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from making import (
    numbers,
    topic_answer,
    topic_authority,
    topic_broker,
    topic_consent,
    topic_contact,
    topic_current,
    topic_elsewhere,
    topic_duty,
    topic_emergency,
    topic_endorsement,
    topic_envelope,
    topic_header,
    topic_json,
    topic_kinds,
    topic_limits,
    topic_meaning,
    topic_proof,
    topic_question,
    topic_reservation,
    topic_sections,
    topic_session,
    topic_waiver,
)

FOLDER = Path(__file__).resolve().parents[2] / "protocols" / "vectors"


def topics() -> dict[str, list[dict[str, Any]]]:
    """The vectors by the name of their file."""
    answers = topic_answer.vectors()
    return {
        "json": topic_json.vectors(),
        "header": topic_header.vectors() + topic_session.vectors() + topic_contact.commands(),
        "envelope": topic_envelope.vectors(),
        "sections": topic_sections.vectors(),
        "meaning": [
            *topic_meaning.vectors(),
            *topic_consent.forms(),
            *topic_emergency.forms(),
            *topic_reservation.forms(),
            *topic_contact.forms(),
            *topic_limits.forms(),
            *topic_elsewhere.forms(),
            *topic_current.forms(),
        ],
        "proof": topic_proof.vectors(),
        "ack": topic_answer.acks(),
        "broker": topic_broker.vectors() + topic_kinds.vectors() + topic_question.questions(),
        "authority": topic_authority.vectors(),
        "consent": topic_consent.vectors() + topic_waiver.vectors() + topic_limits.tables(),
        "emergency": topic_emergency.vectors(),
        "reservation": topic_reservation.vectors(),
        "contact": topic_contact.vectors(),
        "current": topic_current.vectors(),
        "elsewhere": topic_elsewhere.vectors(),
        "duty": topic_duty.vectors(),
        "receipt": [one for one in answers if one["purpose"] == "receipt"],
        "deliver": [one for one in answers if one["purpose"] == "deliver"]
        + topic_question.deliveries(),
        "hash": [one for one in answers if one["purpose"] == "hash"],
        "endorsement": topic_endorsement.vectors(),
        "personal-number": numbers.vectors(),
    }


def files() -> dict[str, str]:
    """The text of each file, one vector a line."""
    texts = {}
    for topic, made in topics().items():
        rows = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in made)
        texts[topic + ".json"] = "[\n" + ",\n".join(rows) + "\n]\n"
    return texts


def main() -> int:
    """Writes or checks, and counts."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, text in files().items():
        path = FOLDER / name
        if check and (not path.exists() or path.read_text() != text):
            stale.append(name)
        if not check:
            path.write_text(text)
    for name in stale:
        print(f"{name} differs, run make_vectors.py", file=sys.stderr)
    made = [one for part in topics().values() for one in part]
    bad = sum("problem" in one["expect"] for one in made)
    print(f"{len(made)} vectors, {bad} of them refused")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
