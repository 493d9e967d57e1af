import asyncio

import pytest

from ble.scanner import Scanner, SeenPeripheral, Sightings, kind_of
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import Advertisement, LinkError, LinkFailure
from ble.uuids import BATTERY_SERVICE, HEART_RATE_SERVICE
from tests import virtual_time
from tests.ble.scene import steady_heart


def heard(address: str, name: str | None = None, rssi_dbm: int | None = -60) -> Advertisement:
    return Advertisement(address, name, rssi_dbm, (HEART_RATE_SERVICE,))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Polar H10 12345678", "strap"),
        ("Polar H9 A1B2C3D4", "strap"),
        ("TICKR 1234", "strap"),
        ("TICKR FIT 5678", "armband"),
        ("Polar Sense 12345678", "armband"),
        ("Polar OH1 12345678", "armband"),
        ("HRM-Dual:123456", "strap"),
        ("HRMPro+ 123456", "strap"),
        ("Polar Vantage V2 12345678", "watch"),
        ("COROS PACE 2 123456", "watch"),
        ("COROS DURA 123456", "bike_computer"),
        ("Forerunner 255", "watch"),
        ("fēnix 7", "watch"),
        ("Edge 530", "bike_computer"),
        ("ELEMNT BOLT 1234", "bike_computer"),
        ("Amazfit GTR 4", "watch"),
        ("Kettle", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_name_tells_what_kind_of_thing_bears_it(name: str | None, kind: str) -> None:
    assert kind_of(name) == kind


def test_the_strongest_stands_first_and_unknown_strength_last() -> None:
    sightings = Sightings()
    for advertisement in (heard("A", rssi_dbm=-80), heard("B", rssi_dbm=None), heard("C", rssi_dbm=-40)):
        sightings.add(advertisement, 0.0)
    assert [seen.address for seen in sightings.strongest_first(0.0)] == ["C", "A", "B"]


def test_a_name_that_came_with_one_advertisement_stays_and_the_strength_is_the_latest() -> None:
    sightings = Sightings()
    assert sightings.add(heard("A", None, -70), 0.0)
    assert sightings.add(heard("A", "Polar H10 1", -60), 0.5)
    assert not sightings.add(heard("A", None, -50), 1.0)
    assert not sightings.add(heard("A", None, None), 1.5)
    expected = SeenPeripheral("A", "Polar H10 1", -50, (HEART_RATE_SERVICE,), "strap")
    assert sightings.strongest_first(1.5) == (expected,)


def test_services_add_up() -> None:
    sightings = Sightings()
    sightings.add(heard("A"), 0.0)
    assert sightings.add(Advertisement("A", None, -60, (BATTERY_SERVICE,)), 0.1)
    assert sightings.strongest_first(0.1)[0].services == (HEART_RATE_SERVICE, BATTERY_SERVICE)


def test_what_was_not_heard_for_fifteen_seconds_is_forgotten() -> None:
    sightings = Sightings()
    sightings.add(heard("A"), 0.0)
    sightings.add(heard("B"), 10.0)
    assert [seen.address for seen in sightings.strongest_first(15.5)] == ["B"]


def lists_of_a_scan(radio: SimulatedRadio, *, all_devices: bool = False) -> list[tuple[SeenPeripheral, ...]]:
    async def scan() -> list[tuple[SeenPeripheral, ...]]:
        told: list[tuple[SeenPeripheral, ...]] = []
        try:
            async with asyncio.timeout(8.0):
                await Scanner(radio, all_devices=all_devices).run(told.append)
        except TimeoutError:
            return told
        raise AssertionError("a scan goes on until it is cancelled")

    return virtual_time.run(scan())


def test_a_scan_tells_news_at_once_and_repeats_once_a_second() -> None:
    radio = SimulatedRadio(
        [
            SimulatedStrap(steady_heart, address="A", name="Far", rssi_dbm=-90),
            SimulatedStrap(steady_heart, address="B", name="Near", rssi_dbm=-40),
            SimulatedStrap(steady_heart, address="C", name="Shy", advertises_heart_rate=False),
        ]
    )
    told = lists_of_a_scan(radio)
    assert [seen.name for seen in told[-1]] == ["Near", "Far"]
    assert 8 <= len(told) <= 13


def test_all_devices_are_told_on_request() -> None:
    radio = SimulatedRadio([SimulatedStrap(steady_heart, address="C", advertises_heart_rate=False)])
    assert lists_of_a_scan(radio) == []
    assert [seen.address for seen in lists_of_a_scan(radio, all_devices=True)[-1]] == ["C"]


def test_a_radio_that_cannot_scan_says_why() -> None:
    radio = SimulatedRadio()
    radio.fail(LinkFailure.DENIED)
    with pytest.raises(LinkError) as caught:
        lists_of_a_scan(radio)
    assert caught.value.reason is LinkFailure.DENIED
