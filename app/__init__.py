"""Sidebeat: heart rate live, Training Load, and a recording that is never lost.

The map of the house (who may import whom is held by tests/test_architecture.py):

    __main__ → wiring → ui | cli → engine → domain
                     → sources | storage | formats → domain
                       sources → ble

domain    pure: samples, athlete, zones, training load, alerts, live session; no Qt, Bluetooth, disk or clock
engine    one asyncio loop in a thread of its own; sees the edges only through engine/ports.py
sources   where notifications come from (Bluetooth, simulator) and what they mean (translation)
storage   the only sqlite3: database, recorder (the writer thread), history, settings file, folders
formats   bytes ↔ Activity, no disk: FIT, TCX, GPX, CSV, HRM, RR, raw, the coach's report
ui        the only PySide6 and pyqtgraph
cli       the terminal, without Qt
wiring    the composition root: the one place that picks concrete classes
"""

__version__ = "0.1.0"
