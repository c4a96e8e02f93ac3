"""Piles of notes that the room names: begun, filled, joined, forwarded, parked; and what is in none."""
