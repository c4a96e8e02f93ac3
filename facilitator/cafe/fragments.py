"""What screens show of a café. Each room beside this module registers its own fragments."""
