"""The long run: what the loads of weeks and years add up to, and why it moved."""
