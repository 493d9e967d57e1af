"""The project's own org.bluez: what bleak needs of bluetoothd on a private D-Bus, with a strap's every fault.

Modelled on a D-Bus trace of BlueZ 5.66: scan, connect, notify, remote drop, reconnect, adapter off and on::

    with private_bus() as address:  # for DBUS_SYSTEM_BUS_ADDRESS
        async with FakeBluez(heart_rate_strap()) as bluez:
            ...

The fake lives in the event loop of the test, so a test sees and changes its state without locks. Linux only.
"""

from tests.fake_bluez.fake import FakeBluez
from tests.fake_bluez.peripheral import Characteristic, DropAt, Service, Strap, Stuck, heart_rate_strap
from tests.fake_bluez.private_bus import DENYING_POLICY, private_bus

__all__ = [
    "DENYING_POLICY",
    "Characteristic",
    "DropAt",
    "FakeBluez",
    "Service",
    "Strap",
    "Stuck",
    "heart_rate_strap",
    "private_bus",
]
