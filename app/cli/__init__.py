"""Sidebeat in the terminal: arguments, sentences and views. No Qt here."""
