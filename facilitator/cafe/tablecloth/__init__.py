"""The shared tablecloth: what a table draws in a round, live for all of it, kept as a picture."""
