"""As many connections as a hall has phones: file handles for them, and little memory for each."""

import contextlib

MOST = 65_536
OTHER_FILES = 256  # the record, pictures, children: what a server opens besides its connections
READ_AT_ONCE = 1024  # bytes; a phone's request with its cookie is about as long


def most_connections() -> int:
    """How many connections may be open at once. Raises the limit of open files as far as the system lets us: its usual
    1,024 would end a hall of a thousand phones. Whoever comes when all are taken waits in the queue of the listener.
    """
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + OTHER_FILES if hard == resource.RLIM_INFINITY else min(MOST + OTHER_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):  # macOS has a limit of its own beside the hard one
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST if soft == resource.RLIM_INFINITY else max(64, min(MOST, soft - OTHER_FILES))


class Straight:
    """The writing end of a connection, without a buffer that each idle phone would hold: answers come in one piece."""

    closed = False

    def __init__(self, sock):
        self._sock = sock

    def write(self, data: bytes) -> int:
        """Send it all."""
        self._sock.sendall(data)
        return len(data)

    def writelines(self, parts) -> None:
        """Send them as one."""
        self._sock.sendall(b"".join(parts))

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """The socket itself is closed by whoever opened it."""
        self.closed = True


def lean(protocol):
    """That class of HTTP connections (eventlet's), with 24 kB less for each that is open: a small buffer to read, none
    to write."""

    class Lean(protocol):
        rbufsize, wbufsize = READ_AT_ONCE, 1

        def setup(self):
            super().setup()
            self.wfile.close()
            self.wfile = Straight(self.connection)

    return Lean
