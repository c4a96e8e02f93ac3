"""The rounds of a café: their questions, their minutes, and their places in the day."""
