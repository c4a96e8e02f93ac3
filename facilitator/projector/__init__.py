"""The big screen. It places the slices' fragments; it owns no data and no rules."""
