"""Bluetooth Low Energy for heart-rate sensors: wire formats, connection, transports; no word of training.

Only the standard library is used here, except in `bleak_transport`, the only module that imports bleak.
"""
