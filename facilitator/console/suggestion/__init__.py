"""A board suggested by the engine in mixing/board: looked for on request, looked at, taken whole, in part or not."""
