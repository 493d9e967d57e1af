"""The reasons behind names and sentences, as BlueZ, D-Bus, Windows and bleak word them."""

import pytest

from ble.link_failures import failure_of_bus, failure_of_d_bus, failure_of_system, failure_of_text
from ble.transport import LinkFailure


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("org.freedesktop.DBus.Error.ServiceUnknown", "The name is not activatable", LinkFailure.NO_DAEMON),
        ("org.freedesktop.DBus.Error.Spawn.ChildExited", "Launch helper exited", LinkFailure.NO_DAEMON),
        ("org.freedesktop.DBus.Error.NoReply", "Message recipient disconnected", LinkFailure.NO_DAEMON),
        ("org.freedesktop.DBus.Error.AccessDenied", "Rejected send message", LinkFailure.DENIED),
        ("org.freedesktop.DBus.Error.UnknownObject", 'Method "Connect" …', LinkFailure.ABSENT),
        ("org.bluez.Error.NotReady", "Resource Not Ready", LinkFailure.ADAPTER_OFF),
        ("org.bluez.Error.Failed", "le-connection-adapter-not-powered", LinkFailure.ADAPTER_OFF),
        ("org.bluez.Error.Failed", "Input/output error", LinkFailure.ADAPTER_OFF),
        ("org.bluez.Error.Failed", "le-connection-refused", LinkFailure.HELD_ELSEWHERE),
        ("org.bluez.Error.Failed", "le-connection-abort-by-remote", LinkFailure.LINK_LOST),
        ("org.bluez.Error.Failed", "le-connection-timeout", LinkFailure.TIMED_OUT),
        ("org.bluez.Error.Failed", "Not connected", LinkFailure.LINK_LOST),
        ("org.bluez.Error.Failed", "", LinkFailure.PROTOCOL_ERROR),
        ("org.bluez.Error.NotSupported", "Operation is not supported", LinkFailure.PROTOCOL_ERROR),
    ],
)
def test_a_d_bus_error_has_a_reason(name: str, text: str, reason: LinkFailure) -> None:
    assert failure_of_d_bus(name, text) is reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("failed to discover services, device disconnected", LinkFailure.LINK_LOST),
        ("Not connected", LinkFailure.LINK_LOST),
        ("Could not get GATT services: Unreachable", LinkFailure.LINK_LOST),
        ("adapter 'hci0' not found", LinkFailure.NO_ADAPTER),
        ("device 'dev_C4_D5_E6_F7_08_19' not found", LinkFailure.ABSENT),
        ("Failed to start scanner. Is Bluetooth turned on?", LinkFailure.ADAPTER_OFF),
        ("Could not read characteristic handle 12: Access Denied", LinkFailure.PROTOCOL_ERROR),
    ],
)
def test_a_sentence_of_bleak_has_a_reason(text: str, reason: LinkFailure) -> None:
    assert failure_of_text(text) is reason


class WindowsError(OSError):
    """As on Windows, where an OSError carries the system's own code."""

    def __init__(self, winerror: int) -> None:
        super().__init__("in the language of the system")
        self.winerror = winerror


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError("no system bus"), LinkFailure.NO_DAEMON),
        (ConnectionRefusedError(), LinkFailure.NO_DAEMON),
        (EOFError(), LinkFailure.NO_DAEMON),
        (PermissionError(), LinkFailure.DENIED),
        (TimeoutError(), LinkFailure.TIMED_OUT),
        (WindowsError(-2147020577), LinkFailure.ADAPTER_OFF),
        (WindowsError(-2147221231), LinkFailure.NO_ADAPTER),
        (WindowsError(-1), LinkFailure.PROTOCOL_ERROR),
    ],
)
def test_an_error_of_the_operating_system_has_a_reason(
    error: OSError | EOFError, reason: LinkFailure
) -> None:
    assert failure_of_system(error) is reason


def test_a_bus_address_that_means_nothing_is_a_bus_that_is_not_there() -> None:
    errors = pytest.importorskip("dbus_fast.errors", reason="of Linux only")
    assert failure_of_bus(errors.InvalidAddressError("no transport")) is LinkFailure.NO_DAEMON
    assert failure_of_bus(errors.AuthError("REJECTED")) is LinkFailure.DENIED
    assert failure_of_bus(ValueError("of something else")) is LinkFailure.PROTOCOL_ERROR
