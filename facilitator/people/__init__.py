"""Joining, voices, needs, helpers, coming back on another phone."""
