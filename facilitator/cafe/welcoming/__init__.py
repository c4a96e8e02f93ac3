"""What facilitators do for people at a café: who comes without a phone, who sits together, who is kept apart."""
