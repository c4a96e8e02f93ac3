"""Taking back a step of sorting, as long as nobody has changed since what it changed."""
