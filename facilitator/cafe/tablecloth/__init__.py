"""The sheet a table draws on together."""
