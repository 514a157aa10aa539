"""What a stand-in broker hands its members: keys and connection files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import zmq
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge import b64u

UNITS = {"school": "central", "preschool": "central", "police": "desk"}
UNITS |= {"association": "board", "reception": "mottagning"}


def quickstart(folder: Path) -> None:
    """Keys and connection files, once."""
    if (folder / "endpoint").exists():
        return
    folder.mkdir(parents=True)
    probe: zmq.Socket[bytes] = zmq.Context.instance().socket(zmq.ROUTER)
    port = probe.bind_to_random_port("tcp://127.0.0.1")
    probe.close(linger=0)
    public, secret = zmq.curve_keypair()
    signer = Ed25519PrivateKey.generate()
    facts: dict[str, Any] = {"endpoint": f"tcp://127.0.0.1:{port}", "serverKey": public.decode()}
    facts |= {"deployment": "ovning.stand-in", "environment": "training"}
    facts["brokerKeys"] = [b64u(signer.public_key().public_bytes_raw())]
    write_keys(folder, "broker", public, secret, signer)
    for agency, unit in UNITS.items():
        home = folder / "members" / agency
        home.mkdir(parents=True)
        write_keys(home, "main", *zmq.curve_keypair(), Ed25519PrivateKey.generate())
        own = facts | {"agency": agency, "member": agency + "/main"}
        own |= {"functions": [f"{agency}.{unit}"]}
        own |= {"curveKey": "main.key_secret", "signingKey": "main.sign_secret"}
        (home / "connection.json").write_text(json.dumps(own, indent=2))
    own = facts | {"agency": "broker", "curveKey": "broker.key_secret"}
    own |= {"signingKey": "broker.sign_secret"}
    (folder / "connection.json").write_text(json.dumps(own))
    (folder / "endpoint").write_text(facts["endpoint"] + "\n")


def write_keys(
    home: Path, name: str, public: bytes, secret: bytes, signer: Ed25519PrivateKey
) -> None:
    """Two key files in ZPL that nobody else may read."""
    seed, own = b64u(signer.private_bytes_raw()), b64u(signer.public_key().public_bytes_raw())
    texts = {
        "key_secret": f'curve\n    public-key = "{public.decode()}"\n'
        f'    secret-key = "{secret.decode()}"\n',
        "sign_secret": f'ed25519\n    public-key = "{own}"\n    secret-key = "{seed}"\n',
    }
    for ending, text in texts.items():
        file = os.open(home / f"{name}.{ending}", os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(file, text.encode())
        os.close(file)


class Registered:
    """Lets in the transport keys of members and no others."""

    def __init__(self, keys: set[bytes]) -> None:
        self._keys = keys

    def callback(self, domain: str, key: bytes) -> bool:
        """Whether the key is one of them."""
        return key in self._keys
