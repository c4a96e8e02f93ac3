"""\"I need a hand\" and "What does that mean?"."""
