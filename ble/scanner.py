"""Which peripherals are on the air: the latest of each, strongest first, and what kind of thing it may be."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from ble.transport import Advertisement, Transport

FORGOTTEN_AFTER_S = 15.0  # slow advertisers speak every 2 s; one that is silent for this long has gone
REPEATS_TOLD_EVERY_S = 1.0  # signal strengths change several times a second; no eye needs them all
WEAKEST_DBM = -1000  # sorts those of unknown strength last

# First match wins, so an exception stands above its rule. All in lower case.
_KINDS = (
    ("tickr fit", "armband"),
    ("polar oh1", "armband"),
    ("polar sense", "armband"),
    ("polar verity", "armband"),
    ("rhythm", "armband"),
    ("scosche", "armband"),
    ("coospo hw", "armband"),
    ("hw706", "armband"),
    ("hw807", "armband"),
    ("whoop", "armband"),
    ("polar h", "strap"),
    ("tickr", "strap"),
    ("trackr", "strap"),
    ("hrm", "strap"),
    ("garmin hrm", "strap"),
    ("coospo", "strap"),
    ("magene h", "strap"),
    ("suunto smart sensor", "strap"),
    ("movesense", "strap"),
    ("4iiii", "strap"),
    ("decathlon", "strap"),
    ("coros dura", "bike_computer"),
    ("edge", "bike_computer"),
    ("garmin edge", "bike_computer"),
    ("elemnt", "bike_computer"),
    ("wahoo elemnt", "bike_computer"),
    ("karoo", "bike_computer"),
    ("bryton", "bike_computer"),
    ("igpsport", "bike_computer"),
    ("coros", "watch"),
    ("polar", "watch"),
    ("suunto", "watch"),
    ("amazfit", "watch"),
    ("mi smart band", "watch"),
    ("xiaomi", "watch"),
    ("forerunner", "watch"),
    ("fenix", "watch"),
    ("fēnix", "watch"),
    ("epix", "watch"),
    ("enduro", "watch"),
    ("instinct", "watch"),
    ("venu", "watch"),
    ("vivoactive", "watch"),
    ("vívoactive", "watch"),
    ("garmin", "watch"),
    ("huawei", "watch"),
    ("galaxy watch", "watch"),
    ("pixel watch", "watch"),
)


@dataclass(frozen=True, slots=True)
class SeenPeripheral:
    """A peripheral as heard lately. `kind` is a guess: strap, watch, armband, bike_computer or unknown."""

    address: str
    name: str | None
    rssi_dbm: int | None
    services: tuple[str, ...]
    kind: str


def kind_of(name: str | None) -> str:
    """What a name tells of its bearer: strap, watch, armband, bike_computer or unknown."""
    lowered = (name or "").strip().lower()
    return next((kind for beginning, kind in _KINDS if lowered.startswith(beginning)), "unknown")


class Sightings:
    """The latest of each address. Names and services once heard stay: they may come only now and then."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, SeenPeripheral]] = {}

    def add(self, advertisement: Advertisement, at_s: float) -> bool:
        """Takes an advertisement heard at `at_s`; whether it told more than a new signal strength."""
        before = self._seen.get(advertisement.address)
        known = before[1] if before else None
        name = advertisement.name or (known.name if known else None)
        rssi_dbm = advertisement.rssi_dbm
        if rssi_dbm is None and known:
            rssi_dbm = known.rssi_dbm
        services = tuple(sorted({*advertisement.services, *(known.services if known else ())}))
        latest = SeenPeripheral(advertisement.address, name, rssi_dbm, services, kind_of(name))
        self._seen[advertisement.address] = (at_s, latest)
        return known is None or (known.name, known.services) != (name, services)

    def strongest_first(self, at_s: float) -> tuple[SeenPeripheral, ...]:
        """All that were heard in the last 15 s before `at_s`."""
        lately = [seen for heard_at_s, seen in self._seen.values() if at_s - heard_at_s <= FORGOTTEN_AFTER_S]
        return tuple(sorted(lately, key=_by_strength))


class Scanner:
    """Listens to the air for a list to choose from."""

    def __init__(self, transport: Transport, *, all_devices: bool = False) -> None:
        self._transport = transport
        self._all_devices = all_devices

    async def run(self, on_change: Callable[[tuple[SeenPeripheral, ...]], None]) -> None:
        """Tells the list, strongest first, whenever it changed, until cancelled.

        News are told at once, signal strengths once a second. LinkError when the radio cannot scan.
        """
        loop = asyncio.get_running_loop()
        sightings = Sightings()
        told_at_s = float("-inf")
        async with self._transport.scan(heart_rate_only=not self._all_devices) as heard:
            async for advertisement in heard:
                now_s = loop.time()
                news = sightings.add(advertisement, now_s)
                if news or now_s - told_at_s >= REPEATS_TOLD_EVERY_S:
                    told_at_s = now_s
                    on_change(sightings.strongest_first(now_s))


def _by_strength(seen: SeenPeripheral) -> tuple[int, str]:
    strength = WEAKEST_DBM if seen.rssi_dbm is None else seen.rssi_dbm
    return (-strength, seen.address)
