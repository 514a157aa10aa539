"""A client of a Samverkan broker, written from protocols/wire.md and nothing else.

    client = Client(Connection.load("members/school/connection.json"))
    client.connect()
    message = compose(document, client.connection)   # keep it on disk until there is a receipt
    receipt = client.publish([message])[0]

    seen = set()                                     # keep it on disk, beside what was handed on
    client.credit(64, 4_194_304)
    while client.take(into_our_system, seen):
        pass

One thread at a time may use a client. Nothing about a person is logged or put into an error.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import zmq

import strict_json
from samverkan_wire import (
    BATCH,
    STEP,
    Connection,
    Delivery,
    Json,
    Message,
    Receipt,
    acknowledgement,
    b64u,
    compact,
    compose,
    digest,
    now,
    read_delivery,
    tag,
    unb64u,
    verify,
)
from strict_json import Problem

PATIENCE = 5.0
"""Seconds to wait for an answer; a refused transport key shows itself in no other way."""
BACK_OFF = (1, 2, 4, 8, 16, 30)
LARGEST_FRAME = 262_144
OPTIONS = {
    zmq.LINGER: 0,
    zmq.HEARTBEAT_IVL: 5_000,
    zmq.HEARTBEAT_TIMEOUT: 15_000,
    zmq.RECONNECT_IVL: 1_000,
    zmq.RECONNECT_IVL_MAX: 30_000,
    zmq.MAXMSGSIZE: LARGEST_FRAME,
    zmq.SNDHWM: 1_000,
    zmq.RCVHWM: 1_000,
}


class NoAnswer(Exception):
    """The broker did not answer in time; send the same bytes again on a new socket."""


class Refused(Exception):
    """The broker said no; the code is explained in problems.json."""

    def __init__(self, header: Json, receipt: Receipt | None) -> None:
        super().__init__(header["code"])
        self.code: str = header["code"]
        self.retry: str = header["retry"]
        self.lawful: list[str] = header.get("lawful", [])
        self.otherwise: dict[str, str] | None = header.get("otherwise")
        self.receipt = receipt


@dataclass(frozen=True)
class Answer:
    """One message from the broker."""

    command: str
    header: Json
    frames: list[bytes]

    @property
    def is_answer(self) -> bool:
        """Whether its number is ours; the broker counts what it sends unasked by itself."""
        return self.command not in ("DELIVER", "RECALL", "NOTICE")


class Client:
    """One session of one member."""

    def __init__(
        self,
        connection: Connection,
        functions: Sequence[str] = (),
        software: str = "samverkan-python 1.0",
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.connection = connection
        self.welcome: Json = {}
        self.recalls: deque[str] = deque()
        # What nobody has opened: to be shown to a person at once.
        self.notices: deque[Json] = deque()
        self._hello = {"software": software} | ({"functions": [*functions]} if functions else {})
        self._pause = pause
        self._context = zmq.Context()
        self._socket: zmq.Socket[bytes] | None = None
        self._deliveries: deque[list[bytes]] = deque()
        self._n = 0

    # Sessions

    def connect(self, attempts: int = len(BACK_OFF)) -> None:
        """Opens a session, each attempt on a new socket; refuses a broker that is not the one."""
        for attempt in range(attempts):
            try:
                return self._open()
            except NoAnswer:
                if attempt == attempts - 1:
                    raise
                self._pause(BACK_OFF[min(attempt, len(BACK_OFF) - 1)])

    def disconnect(self) -> None:
        """Drops the connection without a word, as a break of the line does."""
        if self._socket is not None:
            self._socket.close(linger=0)
            self._socket = None

    def bye(self) -> None:
        """Ends the session; what is leased goes back at once."""
        self.request("BYE")
        self.disconnect()
        self._context.term()

    def _open(self) -> None:
        self.disconnect()
        self._deliveries.clear()
        socket = self._context.socket(zmq.DEALER)
        for option, value in OPTIONS.items():
            socket.setsockopt(option, value)
        socket.curve_publickey, socket.curve_secretkey = self.connection.curve
        socket.curve_serverkey = self.connection.facts["serverKey"].encode()
        socket.connect(self.connection.facts["endpoint"])
        self._socket = socket
        answer = self.request("HELLO", {"time": now()} | self._hello)
        for name in ("deployment", "environment", "agency"):
            if answer.header[name] != self.connection.facts[name]:
                self.disconnect()
                raise Problem("wrong-audience", "/" + name)
        self.welcome = answer.header

    @property
    def _broker_keys(self) -> list[bytes]:
        trusted = self.connection.facts["brokerKeys"]
        return [unb64u(key, 32, "unknown-key") for key in trusted]

    # Asking and answering

    def request(
        self, command: str, members: Json | None = None, *payload: bytes, patience: float = PATIENCE
    ) -> Answer:
        """Sends a command and waits for its answer; what is delivered meanwhile is kept."""
        number = self._send(command, members or {}, *payload)
        answer = self._wait(patience, lambda got: got.header["n"] == number and got.is_answer)
        if answer is None:
            raise NoAnswer(command)
        if answer.command == "PROBLEM":
            raise self._refusal(answer)
        return answer

    def _send(self, command: str, members: Json, *payload: bytes) -> int:
        if self._socket is None:
            raise NoAnswer("not connected")
        self._n += 1
        frames = [f"samverkan/1 {command}".encode(), compact({"n": self._n} | members), *payload]
        if command == "PUBLISH":
            frames[1] += b" " * (-sum(map(len, frames)) % STEP)
        self._socket.send_multipart(frames)
        return self._n

    def _wait(self, patience: float, wanted: Callable[[Answer], bool]) -> Answer | None:
        """The next answer that is wanted; everything else is kept in its place."""
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            answer = self._receive(left)
            if answer is None:
                return None
            if wanted(answer):
                return answer
            if answer.command == "DELIVER":
                self._deliveries.append(answer.frames)
            elif answer.command == "RECALL":
                self.recalls.append(answer.header["delivery"])
            elif answer.command == "NOTICE":
                self.notices.append(answer.header)
            elif answer.command == "PROBLEM":
                raise self._refusal(answer)
        return None

    def _receive(self, patience: float) -> Answer | None:
        if self._socket is None:
            raise NoAnswer("not connected")
        if not self._socket.poll(int(patience * 1000) + 1):
            return None
        frames = self._socket.recv_multipart()
        header = strict_json.read(frames[1])
        return Answer(frames[0].decode("ascii").removeprefix("samverkan/1 "), header, frames)

    def _receipt(self, answer: Answer) -> Receipt:
        leaf, proof = answer.frames[2], answer.header["proof"]
        verify(proof, leaf, self._broker_keys, "receipt", self.connection.audience)
        return Receipt(leaf, proof, strict_json.read(leaf))

    def _refusal(self, answer: Answer) -> Refused:
        signed = len(answer.frames) == 3
        return Refused(answer.header, self._receipt(answer) if signed else None)

    # Publishing

    def publish(
        self, messages: Sequence[Message], attempts: int = len(BACK_OFF)
    ) -> list[Receipt | Refused]:
        """Sends until each message has its receipt or refusal, over any number of breaks."""
        done: dict[str, Receipt | Refused] = {}
        for attempt in range(attempts):
            left = [message for message in messages if message.id not in done]
            if not left:
                break
            if attempt > 0:
                self._pause(BACK_OFF[min(attempt, len(BACK_OFF)) - 1])
            try:
                if self._socket is None:
                    self._open()
                size = self.welcome["publish"]
                for at in range(0, len(left), size):
                    self._publish_window(left[at : at + size], done)
            except NoAnswer:
                self.disconnect()
        if len(done) < len(messages):
            raise NoAnswer("PUBLISH")
        return [done[message.id] for message in messages]

    def _publish_window(
        self, window: Sequence[Message], done: dict[str, Receipt | Refused]
    ) -> None:
        waiting: dict[int, Message] = {}
        for at in range(0, len(window), BATCH):
            batch = window[at : at + BATCH]
            proofs = self.connection.sign([message.envelope for message in batch], "publish")
            for message, proof in zip(batch, proofs, strict=True):
                frames = (message.envelope, message.sections)
                waiting[self._send("PUBLISH", {"proof": proof}, *frames)] = message
        while waiting:
            answer = self._wait(PATIENCE, lambda got: got.header["n"] in waiting and got.is_answer)
            if answer is None:
                raise NoAnswer("PUBLISH")
            message = waiting.pop(answer.header["n"])
            if answer.command == "RECEIPT":
                done[message.id] = self._own(self._receipt(answer), message)
                continue
            refusal = self._refusal(answer)
            if refusal.code == "no-session":
                raise NoAnswer("PUBLISH")
            if refusal.retry != "later":
                done[message.id] = refusal

    def _own(self, receipt: Receipt, message: Message) -> Receipt:
        source = "urn:samverkan:" + self.connection.facts["agency"]
        about = [receipt.content[name] for name in ("source", "id", "digest")]
        if about != [source, message.id, message.digest]:
            raise Problem("commitment-mismatch")
        return receipt

    def status(self, message: str) -> str:
        """One of accepted, delivered, read, committed."""
        return str(self.request("STATUS", {"id": message}).header["word"])

    # Receiving

    def credit(self, messages: int, octets: int) -> None:
        """Says how much may be delivered, counted from WELCOME; nothing answers it."""
        self._send("CREDIT", {"messages": messages, "bytes": octets})

    def delivery(self, patience: float = PATIENCE) -> Delivery | None:
        """The next delivery, verified, or none in time; `repeats` tells whether it came before."""
        if self._deliveries:
            frames = self._deliveries.popleft()
        elif answer := self._wait(patience, lambda got: got.command == "DELIVER"):
            frames = answer.frames
        else:
            return None
        return read_delivery(frames, self.connection.audience, self._broker_keys)

    def take(
        self,
        hand_on: Callable[[Delivery], None],
        seen: set[tuple[str, str]],
        patience: float = PATIENCE,
    ) -> bool:
        """Hands the next delivery on, unless it came before; acknowledged it is in any case.

        False if none came in time. `hand_on` writes it to disk: nobody else asks for it afterwards.
        """
        delivery = self.delivery(patience)
        if delivery is None:
            return False
        if delivery.repeats not in seen:
            hand_on(delivery)
            seen.add(delivery.repeats)
        self.acknowledge([delivery])
        return True

    def acknowledge(
        self, deliveries: Sequence[Delivery], state: str = "received", case: str | None = None
    ) -> Receipt:
        """Acknowledges up to 64 deliveries; write them to disk first."""
        document = acknowledgement(deliveries, state, case)
        proof = self.connection.sign([document], "ack")[0]
        receipt = self._receipt(self.request("ACK", {"proof": proof}, document))
        if receipt.content["digest"] != b64u(digest(tag("ack"), digest(document))):
            raise Problem("commitment-mismatch")
        return receipt

    def listing(self, function: str, after: str | None = None, limit: int = 20) -> Answer:
        """A page of labels; the header holds next, the payload the items."""
        more = {} if after is None else {"after": after}
        return self.request("LIST", {"function": function, "limit": limit} | more)

    def open(self, delivery: str) -> Delivery:
        """Shows a delivery to a person; the broker writes it down."""
        return self._fetch("OPEN", delivery)

    def claim(self, delivery: str) -> Delivery:
        """Takes the lease of a delivery."""
        return self._fetch("CLAIM", delivery)

    def _fetch(self, command: str, delivery: str) -> Delivery:
        number = self._send(command, {"delivery": delivery})

        def wanted(got: Answer) -> bool:
            right = got.command == "PROBLEM" or got.header.get("delivery") == delivery
            return got.header["n"] == number and right

        answer = self._wait(PATIENCE, wanted)
        if answer is None:
            raise NoAnswer(command)
        if answer.command == "PROBLEM":
            raise self._refusal(answer)
        return read_delivery(answer.frames, self.connection.audience, self._broker_keys)

    def release(self, delivery: str) -> None:
        """Gives a lease back at once."""
        self.request("RELEASE", {"delivery": delivery})

    def redirect(self, delivery: str, version: int, to: str, reason: str) -> int:
        """Moves a delivery to another function; the new version."""
        members = {"delivery": delivery, "version": version, "decision": "redirect"}
        answer = self.request("DECIDE", members | {"to": to, "reason": reason})
        return int(answer.header["version"])

    def ping(self) -> None:
        """Keeps the session open."""
        self.request("PING")


__all__ = ["Client", "Connection", "NoAnswer", "Problem", "Refused", "compose"]
