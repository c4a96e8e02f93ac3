"""Reading the wall, and stars: where the energy is."""
