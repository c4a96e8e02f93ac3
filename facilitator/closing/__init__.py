"""Before you go: impressions, "Did you feel heard?", and what leaders say to the room."""
