"""Actions, promises and asks: what will be done, and who says yes."""
