"""Where a person sits, and what they need of a seat."""
