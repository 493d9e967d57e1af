"""The sensors page: what is in range, what is connected, and help where nothing is."""
