"""Gather everything into one Book; one small writer per format."""
