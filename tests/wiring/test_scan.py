"""`sidebeat scan`, over a simulated radio: the demo's, and others put in bleak's place."""

import json

import pytest

from ble.heart_rate import HeartRateMeasurement
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import LinkFailure, Transport
from tests.wiring.terminal import sidebeat

KEYS = {"name", "address", "rssi_dbm", "services", "kind"}  # interfaces.md


def strap(name: str | None, rssi_dbm: int, number: int, *, shy: bool = False) -> SimulatedStrap:
    return SimulatedStrap(
        lambda _: HeartRateMeasurement(120),
        address=f"00:00:5E:00:53:{number:02X}",
        name=name,
        rssi_dbm=rssi_dbm,
        advertises_heart_rate=not shy,
    )


@pytest.fixture
def radio(monkeypatch: pytest.MonkeyPatch) -> SimulatedRadio:
    """In the place of this computer's."""
    radio = SimulatedRadio([strap("COROS PACE 3", -80, 1), strap("Polar H10 8C4CA7", -50, 2)])

    async def make() -> Transport:
        return radio

    monkeypatch.setattr("app.wiring.live_commands.bluetooth_transport", make)
    return radio


def test_the_demo_s_strap_is_in_range_with_every_key() -> None:
    done = sidebeat("scan", "--demo", "--seconds", "0.7", "--json")
    (sensor,) = done.objects
    assert sensor.keys() >= KEYS
    assert (sensor["name"], sensor["address"]) == ("Demo strap", "DE:30:00:00:00:01")
    assert sensor["services"] == ["0000180d-0000-1000-8000-00805f9b34fb"]
    assert (done.status, done.err) == (0, "")


def test_sensors_are_listed_strongest_first_with_what_they_are(radio: SimulatedRadio) -> None:
    sensors = sidebeat("scan", "--seconds", "0.7", "--json").objects
    assert [(each["name"], each["rssi_dbm"], each["kind"]) for each in sensors] == [
        ("Polar H10 8C4CA7", -50, "strap"),
        ("COROS PACE 3", -80, "watch"),
    ]


def test_for_people_sensors_are_a_table(radio: SimulatedRadio) -> None:
    done = sidebeat("scan", "--seconds", "0.7")
    heading, first, second = done.lines
    assert heading.split() == ["Name", "Address", "Signal", "Kind"]
    assert first.split() == ["Polar", "H10", "8C4CA7", "00:00:5E:00:53:02", "-50", "dBm", "strap"]
    assert "COROS PACE 3" in second


def test_what_does_not_advertise_heart_rate_is_listed_on_request(radio: SimulatedRadio) -> None:
    radio.straps = [strap(None, -60, 3, shy=True)]
    assert sidebeat("scan", "--seconds", "0.3", "--json").out == ""
    (found,) = sidebeat("scan", "--seconds", "0.3", "--all", "--json").objects
    assert (found["name"], found["kind"], found["services"]) == (None, "unknown", [])


def test_nothing_in_range_says_what_to_do(radio: SimulatedRadio) -> None:
    radio.straps = []
    done = sidebeat("scan", "--seconds", "0.2")
    assert (done.status, done.out) == (0, "")
    assert "electrodes" in done.err
    assert "sidebeat scan --all" in done.err


@pytest.mark.parametrize("reason", list(LinkFailure))
def test_a_radio_that_cannot_look_says_why_in_a_sentence(radio: SimulatedRadio, reason: LinkFailure) -> None:
    radio.fail(reason)
    done = sidebeat("scan", "--seconds", "0.2", "--json")
    assert (done.status, done.out) == (1, "")
    (sentence,) = done.err.splitlines()
    assert sentence[0].isupper()
    assert "_" not in sentence
    assert json.dumps(sentence)
