"""What faults cost: campaigns that provoke each of them many times. What must be lost is nothing.

The last measured table is in benchmarks/reliability.md.
"""

import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.figures import Figure
from tests.end_to_end.fault_campaigns import (
    DISK_FAULTS,
    LINK_FAULTS,
    LIVE_WITHIN_S,
    Survival,
    disk_campaign,
    link_campaign,
)
from tests.end_to_end.killed_processes import killed_recordings
from tests.end_to_end.stories import assert_story, random_story, told
from tests.storage.faults import Outcome, kill_campaign, power_campaign

MOST_LOST_S = 1.5  # promised
POWER_CUTS = 25  # of the write-ahead log, for each stopped process

_log = logging.getLogger(__name__)

Campaign = Callable[[int, int, Path], list[Figure]]
"""How often, seed, an empty folder → figures."""


def killed_processes(times: int, seed: int, folder: Path) -> list[Figure]:
    """The program killed with -9: `sidebeat record --demo`, recording or finishing."""
    return _outcomes("kill -9 of the program", killed_recordings(times, seed, folder))


def killed_stores(times: int, seed: int, folder: Path) -> list[Figure]:
    """The store alone killed with -9 at a thousand records a second; finish, export, migration too."""
    return _outcomes("kill -9 of the store", kill_campaign(times, seed, folder))


def lost_power(times: int, seed: int, folder: Path) -> list[Figure]:
    """The log cut or garbled behind the last synced commit."""
    return _outcomes("power loss", power_campaign(max(1, times // POWER_CUTS), POWER_CUTS, seed, folder))


def broken_links(times: int, seed: int, folder: Path) -> list[Figure]:
    """Every fault of a link, in turn."""
    each = max(1, times // len(LINK_FAULTS))
    return [
        figure for fault in LINK_FAULTS for figure in _survivals(link_campaign(fault, each, seed, folder))
    ]


def broken_disks(times: int, seed: int, folder: Path) -> list[Figure]:
    """Every fault of a disk, in turn."""
    each = max(1, times // len(DISK_FAULTS))
    return [
        figure for fault in DISK_FAULTS for figure in _survivals(disk_campaign(fault, each, seed, folder))
    ]


def stories(times: int, seed: int, folder: Path) -> list[Figure]:
    """Random commands and faults; the invariants of tests/end_to_end/stories.py."""
    broken = 0
    for number in range(times):
        try:
            assert_story(told(random_story(Random(f"{seed} {number}")), folder / str(number)))
        except AssertionError:
            _log.exception("story %d of seed %d", number, seed)
            broken += 1
    return [Figure("stories whose invariants break", broken, f"of {times}", budget=0)]


@dataclass(frozen=True, slots=True)
class Share:
    """A campaign, what one try takes on a slow machine, and its share of the time."""

    campaign: Campaign
    try_s: float
    share: float


SHARES = (
    Share(killed_processes, 4.0, 0.35),
    Share(killed_stores, 1.5, 0.2),
    Share(lost_power, 0.3, 0.1),
    Share(broken_links, 0.5, 0.1),
    Share(broken_disks, 0.5, 0.05),
    Share(stories, 0.5, 0.2),
)


def soak(limit_s: float) -> list[Figure]:
    """As many tries of each as fit into the limit, one at a time; another seed each time."""
    seed = time.time_ns() // 1_000_000_000
    figures: list[Figure] = []
    with _quiet(), tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(SHARES):
            times = max(1, int(limit_s * each.share / each.try_s))
            figures += each.campaign(times, seed, Path(folder) / str(number))
    return [*figures, Figure("seed of the above", seed, "")]


@contextmanager
def _quiet() -> Iterator[None]:
    logging.disable(logging.WARNING)  # thousands of malformed notifications, on purpose
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _outcomes(name: str, outcomes: list[Outcome]) -> list[Figure]:
    figures = []
    for work in sorted({outcome.work for outcome in outcomes}):
        these = [outcome for outcome in outcomes if outcome.work == work]
        title, tries = f"{name}, {work}", f"of {len(these)}"
        figures += [
            Figure(f"{title}: corrupt", sum(not each.is_sound for each in these), tries, budget=0),
            Figure(f"{title}: lost", sum(not each.is_complete for each in these), tries, budget=0),
            Figure(f"{title}: most lost", max(each.lost_s for each in these), "s", budget=MOST_LOST_S),
        ]
    return figures


def _survivals(survivals: list[Survival]) -> list[Figure]:
    fault, arrived = survivals[0].fault, sum(each.arrived for each in survivals)
    lost = sum(each.lost for each in survivals)
    stopped = sum(not each.went_on for each in survivals)
    back_s = max(each.live_after_s for each in survivals)
    return [
        Figure(f"{fault}: notifications lost", lost, f"of {arrived:,}", budget=0),
        Figure(f"{fault}: sessions not gone on", stopped, f"of {len(survivals)}", budget=0),
        Figure(f"{fault}: longest until live", back_s, "s", budget=LIVE_WITHIN_S),
    ]
