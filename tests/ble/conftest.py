"""The private bus that stands in for the system's, for the tests of bleak over the fake org.bluez."""

import sys
from collections.abc import Iterator

import pytest

from tests.fake_bluez.private_bus import private_bus

# BlueZ exists on Linux alone; elsewhere bleak speaks to other systems, which a D-Bus cannot stand in for.
collect_ignore_glob = [] if sys.platform == "linux" else ["*bleak_transport*", "*fake_bluez*"]


@pytest.fixture
def system_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bus which bleak takes for the system's."""
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address
