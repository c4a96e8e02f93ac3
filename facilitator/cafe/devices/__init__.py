"""A phone that writes for a whole table, who holds the pen at it, and the question it lies beside."""
