"""A phone or tablet that writes for a whole table."""
