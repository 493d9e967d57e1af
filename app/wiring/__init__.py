"""The composition root: the one place that picks concrete classes and puts the house together."""
