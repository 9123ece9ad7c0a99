"""A mail server on this machine that speaks as much SMTP as smtplib asks for, and does as it is told."""

import asyncio
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

OK, TAKE, GO_ON = b"250 ok\r\n", b"354 go on\r\n", b"220 test ESMTP\r\n"


@dataclass
class MailServer:
    """What was taken, in order; `refusing` answers no to every recipient, `breaking` hangs up after the letter came."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refusing: bool = False
    breaking: bool = False
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def __enter__(self) -> "MailServer":
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._talk, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()
        server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(GO_ON)
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"DATA":
                writer.write(TAKE)
                if not self._took(await reader.readuntil(b"\r\n.\r\n")):
                    break
                writer.write(OK)
            elif word == b"RCPT" and self.refusing:
                writer.write(b"550 nobody here\r\n")
            elif word == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                if word == b"RCPT":
                    self.recipients.append(line.decode().split("<")[1].split(">")[0])
                writer.write(OK)
            await writer.drain()
        writer.close()

    def _took(self, data: bytes) -> bool:
        self.taken.append(cast(EmailMessage, message_from_bytes(data[:-3], policy=policy.default)))
        return not self.breaking
