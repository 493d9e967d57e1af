"""A chest strap in range of a stand-in for bluetoothd, on the bus of DBUS_SYSTEM_BUS_ADDRESS; until killed.

Tells its address.
"""

import asyncio
import sys
from itertools import count

from ble.heart_rate import HeartRateMeasurement, encode_measurement
from tests.fake_bluez import FakeBluez, heart_rate_strap

BEAT_S = 1.0


async def beat() -> None:
    """Notifies whoever listens, once a second."""
    strap = heart_rate_strap()
    async with FakeBluez(strap) as bluez:
        sys.stdout.write(f"{strap.address}\n")
        sys.stdout.flush()
        for second in count():
            measured = HeartRateMeasurement(130 + second % 20, contact=True, rr_ticks=(450,))
            await bluez.daemon.notify(strap, encode_measurement(measured))
            await asyncio.sleep(BEAT_S)


if __name__ == "__main__":
    asyncio.run(beat())
