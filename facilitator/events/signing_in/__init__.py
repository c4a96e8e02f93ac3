"""The organiser's way in: a link that works once, then a passphrase. No names, no accounts."""
