"""The facilitator's screens. They place the slices' fragments; they own no data and no rules."""
