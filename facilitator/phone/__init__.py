"""The participant's screens: *Now* and the frame around every page. They own no data and no rules."""
