"""The real program as a child process; SAMVERKAN_BIN names it."""

from __future__ import annotations

import os
import select
import subprocess
import time
from pathlib import Path

from samverkan_wire import Connection

PROGRAM = os.environ.get("SAMVERKAN_BIN")
START = 30.0


class Broker:
    """The program on one folder, which it may be killed over and started on again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it serves."""
        assert PROGRAM is not None
        command = [PROGRAM, "quickstart", "--data", str(self.folder), "--serve-only"]
        log = (self.folder.parent / "broker.log").open("ab")
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, bufsize=0)
        said, deadline = b"", time.monotonic() + START
        out = self._process.stdout
        assert out is not None
        while b"ready" not in said:
            left = max(0.0, deadline - time.monotonic())
            assert select.select([out], [], [], left)[0], "the broker did not say ready"
            part = out.read(4096)
            assert part, "the broker ended before it was ready"
            said += part

    def kill(self) -> None:
        """Ends it without a chance to tidy up, as kill -9 does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def stop(self) -> None:
        """Ends it as a service manager does, and waits until its ledger is closed."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(START)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def restart(self) -> None:
        """Kills it and starts it on what it left."""
        self.kill()
        self.start()

    def connection(self, name: str) -> Connection:
        """What a member of the quickstart was handed."""
        return Connection.load(self.folder / "members" / name / "connection.json")
