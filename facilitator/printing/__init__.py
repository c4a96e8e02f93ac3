"""Paper: posters with QR codes, space signs, topic cards, note sheets."""
