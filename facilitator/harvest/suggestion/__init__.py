"""Piles that this machine suggests, and notes that are nearly the same: looked for aside, shown, taken or not."""
