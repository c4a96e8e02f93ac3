"""All events of this installation: making one, copying one, putting one away."""
