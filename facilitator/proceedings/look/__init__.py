"""The organisation's own look, of papers and public pages: name, logo, colour, foot, a Word file for the Word book."""
