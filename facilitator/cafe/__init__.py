"""A World Café: questions, rounds, tables, seats, hosts, the tablecloth."""
