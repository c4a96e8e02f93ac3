"""How to reach those who wished to be reached: for one reason, until one day. Then it is deleted."""
