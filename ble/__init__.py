"""Bluetooth Low Energy for heart-rate sensors: wire formats, connection, transports; no word of training.

Only the standard library is used here, except in `bleak_transport`, the only module that imports bleak.

wire formats   wire, heart_rate, battery, device_information; uuids
the port       transport: Transport, Link, LinkError; filled by bleak_transport and by simulated_transport
one sensor     client: SensorClient drives connection (a pure table of states, waits and limits) with search,
               recognition, link_watch, description and limits
many sensors   scanner
"""
