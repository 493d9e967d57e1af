"""Bytes ↔ Activity, without touching the disk: FIT, CSV and the raw notifications."""
