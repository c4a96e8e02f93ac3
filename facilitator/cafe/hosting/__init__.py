"""Table hosts: they stay, welcome, and tell the story so far."""
