"""The pairs of activities that may be one, recorded twice."""
