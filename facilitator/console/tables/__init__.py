"""Every table of a café as the facilitators see it: hosts, phones, who sits there, notes."""
