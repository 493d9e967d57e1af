"""Before the start: which activity, and what it is to amount to."""
