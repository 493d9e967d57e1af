"""Alerts that are noticed and can be stood: sign and words, an edge of light, a sound, a voice."""
