"""BlueZ's interfaces, errors and property values."""

from dbus_fast import Variant

from tests.fake_bluez.peripheral import Characteristic, Service, Strap

ADAPTER_PATH = "/org/bluez/hci0"
ADAPTER = "org.bluez.Adapter1"
DEVICE = "org.bluez.Device1"
GATT_SERVICE = "org.bluez.GattService1"
GATT_CHARACTERISTIC = "org.bluez.GattCharacteristic1"

_MTU = 517
_FIRST_HANDLE = 0x0E


class BluezError(Exception):
    """An error reply: its D-Bus name and text."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name


def bluez_error(kind: str, text: str) -> BluezError:
    """One of org.bluez.Error."""
    return BluezError(f"org.bluez.Error.{kind}", text)


def unknown_object(interface: str, member: str) -> BluezError:
    """What a call to an object that is gone answers."""
    text = f'Method "{member}" with signature "" on interface "{interface}" doesn\'t exist'
    return BluezError("org.freedesktop.DBus.Error.UnknownObject", text)


def device_path(strap: Strap) -> str:
    """Where BlueZ keeps the strap: one object for each address."""
    return f"{ADAPTER_PATH}/dev_{strap.address.replace(':', '_')}"


def adapter_properties(*, powered: bool) -> dict[str, Variant]:
    """Of org.bluez.Adapter1."""
    return {
        "Address": Variant("s", "DE:7F:2F:21:33:4F"),
        "Name": Variant("s", "fake"),
        "Alias": Variant("s", "fake"),
        "Powered": Variant("b", powered),
        "Discovering": Variant("b", False),
        "UUIDs": Variant("as", []),
        "Roles": Variant("as", ["central", "peripheral"]),
    }


def device_properties(strap: Strap, *, connected: bool = False) -> dict[str, Variant]:
    """Of org.bluez.Device1 after its first advertisement. Without a name the alias is made of the address."""
    properties = {
        "Address": Variant("s", strap.address),
        "AddressType": Variant("s", "random"),
        "Alias": Variant("s", strap.address.replace(":", "-")),
        "Paired": Variant("b", False),
        "Connected": Variant("b", connected),
        "UUIDs": Variant("as", list(strap.advertised_services)),
        "Adapter": Variant("o", ADAPTER_PATH),
        "ServicesResolved": Variant("b", connected),
    }
    if not connected:
        properties["RSSI"] = Variant("n", strap.rssi_dbm)
    if not strap.name_comes_late:
        properties |= name_properties(strap)
    return properties


def name_properties(strap: Strap) -> dict[str, Variant]:
    """What the scan response brings."""
    return {"Name": Variant("s", strap.name), "Alias": Variant("s", strap.name)}


def service_properties(service: Service, device: str) -> dict[str, Variant]:
    """Of org.bluez.GattService1."""
    return {
        "UUID": Variant("s", service.uuid),
        "Device": Variant("o", device),
        "Primary": Variant("b", True),
        "Includes": Variant("ao", []),
    }


def characteristic_properties(characteristic: Characteristic, service_path: str) -> dict[str, Variant]:
    """Of org.bluez.GattCharacteristic1."""
    properties = {
        "UUID": Variant("s", characteristic.uuid),
        "Service": Variant("o", service_path),
        "Value": Variant("ay", b""),
        "Flags": Variant("as", list(characteristic.flags)),
        "MTU": Variant("q", _MTU),
    }
    if "notify" in characteristic.flags:
        properties["Notifying"] = Variant("b", False)
    return properties


def gatt_objects(strap: Strap) -> list[tuple[str, str, dict[str, Variant]]]:
    """Path, interface and properties of each service and characteristic, in the order of their handles."""
    device = device_path(strap)
    objects: list[tuple[str, str, dict[str, Variant]]] = []
    handle = _FIRST_HANDLE
    for service in strap.services:
        service_path = f"{device}/service{handle:04x}"
        objects.append((service_path, GATT_SERVICE, service_properties(service, device)))
        for characteristic in service.characteristics:
            handle += 2  # declaration and value
            path = f"{service_path}/char{handle:04x}"
            objects.append(
                (path, GATT_CHARACTERISTIC, characteristic_properties(characteristic, service_path))
            )
        handle += 2
    return objects
