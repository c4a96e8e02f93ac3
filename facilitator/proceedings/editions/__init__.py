"""The same-day hand-out, and the book on its way: a draft, checked by people who were there, published and kept."""
