"""Two sensors of one make may bear one name, and tell no serial number."""

import asyncio

from app.domain.settings import RememberedSensor
from app.sources.bluetooth import BluetoothSource
from tests.ble.scene import eventually
from tests.sources.scene import STRAP_ADDRESS, WATCH_ADDRESS, Ears, act, strap


def test_a_fallback_of_the_same_name_is_never_taken_for_the_primary_nor_the_other_way_round() -> None:
    mine, other = strap(STRAP_ADDRESS, "HRM-Dual"), strap(WATCH_ADDRESS, "HRM-Dual", 130)

    async def play(source: BluetoothSource, ears: Ears) -> None:
        source.use_fallbacks([RememberedSensor(WATCH_ADDRESS, "HRM-Dual")])
        source.select(STRAP_ADDRESS, "HRM-Dual", None)
        await eventually(
            lambda: {(each, "live") for each in (STRAP_ADDRESS, WATCH_ADDRESS)} <= {*ears.states()}
        )
        for gone in (mine, other):
            gone.lose()
            await asyncio.sleep(90.0)
            gone.appear()
            await asyncio.sleep(90.0)

    ears = act(play, mine, other)
    assert {
        (beat.sensor, beat.payload[1]) for beat in ears.notifications if beat.characteristic == "2a37"
    } == {
        (STRAP_ADDRESS, 120),
        (WATCH_ADDRESS, 130),
    }
    primaries = {change.sensor for _, change in ears.changes if change.is_primary}
    assert WATCH_ADDRESS not in primaries
