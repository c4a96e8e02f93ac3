"""Offer, announce, withdraw; join two topics; take one up."""
