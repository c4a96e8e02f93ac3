"""What was done about it: updates by those who said yes, and the page where everyone can see."""
