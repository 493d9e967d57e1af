"""Sidebeat tests; the tree mirrors app and ble."""
