"""Plans of who might sit where: computed beside the server, looked at on the console, shown when a facilitator says so."""
