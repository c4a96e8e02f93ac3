"""What happened, in order: one row per change, written in the same transaction by the one record keeper."""

from .keeper import Change, action, keeper

__all__ = ["Change", "action", "keeper"]
