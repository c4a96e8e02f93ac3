"""The tables of a café: how many, how large, and what each offers."""
