"""The people of an event as the facilitators see them: who is in, what they need of a seat, who has none yet."""
