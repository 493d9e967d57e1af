"""What the systems' own error names and sentences mean, as reasons: BlueZ and D-Bus, Windows, bleak's texts.

Sources: D-Bus specification "Well-known error names"; BlueZ 5.66 src/error.c and doc/device-api; winerror.h;
the texts of bleak 3.1. Knows no bleak type, so that `bleak_transport` remains the only module to import it.
"""

from ble.transport import LinkFailure

_D_BUS_NAMES = {
    "org.freedesktop.DBus.Error.AccessDenied": LinkFailure.DENIED,
    "org.freedesktop.DBus.Error.AuthFailed": LinkFailure.DENIED,
    "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired": LinkFailure.DENIED,
    "org.freedesktop.DBus.Error.ServiceUnknown": LinkFailure.NO_DAEMON,
    "org.freedesktop.DBus.Error.NameHasNoOwner": LinkFailure.NO_DAEMON,
    "org.freedesktop.DBus.Error.NoReply": LinkFailure.NO_DAEMON,  # bluetoothd ended before it answered
    "org.freedesktop.DBus.Error.Disconnected": LinkFailure.NO_DAEMON,
    "org.freedesktop.DBus.Error.NoServer": LinkFailure.NO_DAEMON,
    "org.freedesktop.DBus.Error.UnknownObject": LinkFailure.ABSENT,
    "org.freedesktop.DBus.Error.UnknownMethod": LinkFailure.ABSENT,  # of an object gone, in older BlueZ
    "org.bluez.Error.DoesNotExist": LinkFailure.ABSENT,
    "org.bluez.Error.NotReady": LinkFailure.ADAPTER_OFF,
    "org.bluez.Error.NotConnected": LinkFailure.LINK_LOST,
}
_ACTIVATION_FAILED = "org.freedesktop.DBus.Error.Spawn."  # systemd could not start bluetoothd

# The texts of org.bluez.Error.Failed, by their beginnings. "Held elsewhere" only where the peer itself
# refused for want of room: a strap that another host holds is usually not heard at all.
_BLUEZ_TEXTS = {
    "le-connection-adapter-not-powered": LinkFailure.ADAPTER_OFF,
    "Not Powered": LinkFailure.ADAPTER_OFF,
    "Input/output error": LinkFailure.ADAPTER_OFF,  # what BlueZ 5.66 answers to Connect while it is off
    "le-connection-refused": LinkFailure.HELD_ELSEWHERE,
    "Connection refused": LinkFailure.HELD_ELSEWHERE,
    "le-connection-timeout": LinkFailure.TIMED_OUT,
    "Connection timed out": LinkFailure.TIMED_OUT,
    "le-connection-abort-by-": LinkFailure.LINK_LOST,
    "Software caused connection abort": LinkFailure.LINK_LOST,
    "Connection reset by peer": LinkFailure.LINK_LOST,
    "Host is down": LinkFailure.ABSENT,
    "Not connected": LinkFailure.LINK_LOST,
}

_BLEAK_TEXTS = {
    "failed to discover services, device disconnected": LinkFailure.LINK_LOST,
    "Not connected": LinkFailure.LINK_LOST,
    "disconnected": LinkFailure.LINK_LOST,
    "Service Discovery has not been performed yet": LinkFailure.LINK_LOST,  # bleak forgets them with the link
    "adapter '": LinkFailure.NO_ADAPTER,
    "device '": LinkFailure.ABSENT,
    "Failed to start scanner. Is Bluetooth turned on?": LinkFailure.ADAPTER_OFF,
}
_UNREACHABLE = ": Unreachable"  # how Windows ends the text for a peripheral that does not answer

_WINDOWS_CODES = {
    -2147020577: LinkFailure.ADAPTER_OFF,  # 0x800710DF: the device is not ready for use
    -2147221231: LinkFailure.NO_ADAPTER,  # 0x80040111: no such class: Windows without Bluetooth
    -2147023836: LinkFailure.NO_DAEMON,  # 0x80070424: the Bluetooth service is not installed
    -2147483629: LinkFailure.LINK_LOST,  # 0x80000013: the object has been closed
}


_BUS_ERRORS = {
    "InvalidAddressError": LinkFailure.NO_DAEMON,  # DBUS_SYSTEM_BUS_ADDRESS names no bus
    "AuthError": LinkFailure.DENIED,
    "AuthTimeoutError": LinkFailure.NO_DAEMON,
}


def failure_of_d_bus(name: str, text: str) -> LinkFailure:
    """The reason behind a D-Bus error's name and text."""
    if name.startswith(_ACTIVATION_FAILED):
        return LinkFailure.NO_DAEMON
    return _D_BUS_NAMES.get(name) or _by_beginning(_BLUEZ_TEXTS, text)


def failure_of_text(text: str) -> LinkFailure:
    """The reason behind a bare BleakError, which only its text tells."""
    if text.endswith(_UNREACHABLE):
        return LinkFailure.LINK_LOST
    return _by_beginning(_BLEAK_TEXTS, text)


def failure_of_bus(error: Exception) -> LinkFailure:
    """The reason behind an error of dbus-fast's own, by its name: the module exists on Linux only."""
    return _BUS_ERRORS.get(type(error).__name__, LinkFailure.PROTOCOL_ERROR)


def failure_of_system(error: OSError | EOFError) -> LinkFailure:
    """The reason behind the operating system's error: no system bus, no permission, one of Windows's own."""
    windows_code = getattr(error, "winerror", None)  # exists on Windows only
    if windows_code is not None:
        return _WINDOWS_CODES.get(windows_code, LinkFailure.PROTOCOL_ERROR)
    if isinstance(error, TimeoutError):
        return LinkFailure.TIMED_OUT
    if isinstance(error, PermissionError):
        return LinkFailure.DENIED
    return LinkFailure.NO_DAEMON  # the bus's socket is missing, refuses, or was closed


def _by_beginning(table: dict[str, LinkFailure], text: str) -> LinkFailure:
    for beginning, failure in table.items():
        if text.startswith(beginning):
            return failure
    return LinkFailure.PROTOCOL_ERROR
