"""Notes of every kind, from sessions and plenary; photos; holding back; paper cards."""
