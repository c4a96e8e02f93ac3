"""Events in a row: one takes up what another left open, and a page shows what each led to."""
