"""Programs that a measurement starts in a process of their own; each prints one JSON object."""
