"""The board: sessions in slots and spaces, hands up, private plans, clashes."""
