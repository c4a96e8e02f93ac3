"""Set-up: events, recipes (formats as data), stages, the clock, who may run them."""
