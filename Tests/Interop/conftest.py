"""What every test against the real broker begins with: the program, started on a fresh folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broker import Broker
from samverkan_client import Client


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker that serves."""
    made = Broker(tmp_path / "data")
    made.start()
    yield made
    made.kill()


Connect = Callable[..., Client]


@pytest.fixture
def member(broker: Broker) -> Iterator[Connect]:
    """Opens sessions by the name of a member; reads its mailboxes only if told to."""
    clients = []

    def open_session(name: str, reads: bool = False) -> Client:
        connection = broker.connection(name)
        functions = connection.facts["functions"][:1] if reads else []
        client = Client(connection, functions)
        client.connect(attempts=3)
        clients.append(client)
        return client

    yield open_session
    for client in clients:
        client.disconnect()
