"""Codes that people type and tokens that QR codes carry: two separate doors."""

import hashlib
import secrets

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: read aloud across a hall, none is taken for another.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 6


def new_code() -> str:
    """A join code: 6 symbols without look-alikes, 23⁶ ≈ 148 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def typed(code: str) -> str:
    """A code as somebody typed it, brought to the form we keep: upper case, no spaces or dashes."""
    return "".join(symbol for symbol in code.upper() if symbol.isalnum())[:12]


def new_token() -> str:
    """A secret for a QR code or a cookie: 128 bits, fit for an address."""
    return secrets.token_urlsafe(16)


def fingerprint(token: str) -> str:
    """What we keep of a secret that opens a door."""
    return hashlib.sha256(token.encode()).hexdigest()
