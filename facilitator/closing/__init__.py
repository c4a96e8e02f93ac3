"""Before you go: impressions, and "Did you feel heard?"."""
