"""Every row of one event as plain data, for another installation: packed, checked, brought in (docs/json.md)."""

from .editions import Edition
from .pack import pack

__all__ = ["Edition", "pack"]
