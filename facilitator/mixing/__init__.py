"""Mixing people well: pure engines without database or web framework, one folder for each question they answer."""
