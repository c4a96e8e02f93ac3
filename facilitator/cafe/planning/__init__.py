"""Plans of who might sit where: searched beside the server, looked at on the console, shown when a facilitator says."""
