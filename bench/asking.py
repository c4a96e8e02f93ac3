"""People who ask a server over HTTP, as cheaply as we can: kept connections, no parsing beyond what is needed.

The load must not cost more than what is measured, so this reads status, cookies, length and body, and no more.
"""

import asyncio
import json
import time
import urllib.parse
from dataclasses import dataclass

PATIENCE = 300  # seconds until a request counts as failed


@dataclass
class Answer:
    """A response: its status, its body, the cookies it set (name=value), its target when it led on."""

    status: int
    body: bytes
    cookies: list[str]
    location: str = ""


class Line:
    """One connection to 127.0.0.1:`port`, opened when needed and opened anew when the server has closed it."""

    def __init__(self, port: int):
        self.port, self._reader, self._writer = port, None, None

    async def get(self, path: str, cookie: str) -> Answer:
        """GET a page as the browser with this value of the cookie `facilitator`."""
        return await self._ask(f"GET {path} HTTP/1.1", cookie, b"", "text/html", "")

    async def post(self, path: str, cookie: str, fields: dict, accept="application/json") -> Answer:
        """POST a form as the outbox does: the answer is JSON."""
        form = urllib.parse.urlencode(fields).encode()
        return await self._ask(f"POST {path} HTTP/1.1", cookie, form, accept, "application/x-www-form-urlencoded")

    async def upload(self, path: str, cookie: str, fields: dict, file: tuple[str, bytes]) -> Answer:
        """POST a form with one file in it, `(name of the field, bytes of a JPEG)`."""
        mark = "-----------------a-measured-form"
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{file[0]}"; filename="photo.jpg"\r\n'
        body = "".join(parts).encode() + head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + file[1]
        body += f"\r\n--{mark}--\r\n".encode()
        kind = f"multipart/form-data; boundary={mark}"
        return await self._ask(f"POST {path} HTTP/1.1", cookie, body, "application/json", kind)

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
            self._reader = self._writer = None

    async def _ask(self, first, cookie, body, accept, kind):
        lines = [first, f"Host: 127.0.0.1:{self.port}", f"Cookie: facilitator={cookie}", f"Accept: {accept}"]
        if body:
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        async with asyncio.timeout(PATIENCE):
            if self._writer is not None:  # the server may have closed it meanwhile; every form carries its op
                try:
                    return await self._send(whole)
                except (OSError, EOFError):
                    self.close()
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
            return await self._send(whole)

    async def _send(self, whole):
        self._writer.write(whole)
        await self._writer.drain()
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        named = [line.partition(": ") for line in head[1:] if line]
        found = {name.lower(): value for name, _, value in named}
        if found.get("transfer-encoding") == "chunked":
            body = await self._chunks()
        else:
            body = await self._reader.readexactly(int(found.get("content-length", 0)))
        if found.get("connection", "").lower() == "close":
            self.close()
        cookies = [value.partition(";")[0] for name, _, value in named if name.lower() == "set-cookie"]
        return Answer(int(head[0].split()[1]), body, cookies, found.get("location", ""))

    async def _chunks(self):
        parts = []
        while size := int((await self._reader.readline()).split(b";")[0], 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readline()
        await self._reader.readline()
        return b"".join(parts)


def is_saved(answer: Answer) -> bool:
    """Whether the server said that it is on the disk."""
    return answer.status == 200 and answer.body.startswith(b"{") and json.loads(answer.body).get("saved") is True


async def at_pace(per_second: float, seconds: float, act) -> list[float]:
    """Call `await act(number)` so many times a second, each at its time whether or not earlier ones have ended; gives
    how long after its time each ended, in milliseconds. (Waiting for the one before would hide how long others wait.)
    """
    took, began = [], time.perf_counter()

    async def one(number):
        due = began + number / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await act(number)
        took.append((time.perf_counter() - due) * 1000)

    async with asyncio.TaskGroup() as tasks:
        for number in range(int(per_second * seconds)):
            tasks.create_task(one(number))
    return took


class Lines:
    """As many lines as are needed at the same time, kept open for the next."""

    def __init__(self, port: int):
        self.port, self._idle = port, []

    async def ask(self, how: str, *arguments) -> Answer:
        """`get`, `post` or `upload` over a line that nobody uses just now."""
        line = self._idle.pop() if self._idle else Line(self.port)
        try:
            return await getattr(line, how)(*arguments)
        finally:
            self._idle.append(line)

    def close(self) -> None:
        """Hang up all."""
        while self._idle:
            self._idle.pop().close()
