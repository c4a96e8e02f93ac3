"""What an event is about, its day and its places. Every part may be changed at any time, also while it runs."""
