"""Whether a peripheral is the one that is wanted: by address, then by name, confirmed by serial number."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from ble.transport import Advertisement


@dataclass(frozen=True, slots=True)
class PeripheralIdentity:
    """What is known of the wanted peripheral. Addresses may change; name and serial number may be unknown."""

    address: str
    name: str | None = None
    serial_number: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A peripheral to try. `by_address`: surely the wanted one; `inherited`: the system has a link to it."""

    advertisement: Advertisement
    by_address: bool
    inherited: bool = False


def no_others() -> Collection[str]:
    """The addresses of other wanted peripherals: none."""
    return ()


@dataclass(slots=True)
class Recogniser:
    """Judges what is heard. `names_count` once the address was listened for in vain.

    Addresses in `strangers` bear the right name and proved to be somebody else's; `others` are those of other
    wanted peripherals now, which may well bear the same name.
    """

    identity: PeripheralIdentity
    others: Callable[[], Collection[str]] = no_others
    names_count: bool = False
    strangers: set[str] = field(default_factory=set)

    def judge(self, advertisement: Advertisement, *, inherited: bool = False) -> Candidate | None:
        """The candidate that this advertisement makes, None when it is another peripheral."""
        address = advertisement.address.casefold()
        if address == self.identity.address.casefold():
            return Candidate(advertisement, by_address=True, inherited=inherited)
        bears_name = self.identity.name is not None and advertisement.name == self.identity.name
        if self.names_count and bears_name and not self._is_anothers(address):
            return Candidate(advertisement, by_address=False, inherited=inherited)
        return None

    def _is_anothers(self, address: str) -> bool:
        return address in self.strangers or address in {other.casefold() for other in self.others()}

    def reject(self, candidate: Candidate) -> None:
        """This one was tried and is somebody else's."""
        self.strangers.add(candidate.advertisement.address.casefold())

    def confirms(self, serial_number: str | None) -> bool:
        """Whether a peripheral of the right name is the wanted one, by the serial number that it gave."""
        return self.identity.serial_number is None or serial_number == self.identity.serial_number
