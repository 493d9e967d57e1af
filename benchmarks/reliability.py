"""What faults cost: campaigns that provoke each of them many times. What must be lost is nothing.

The last measured table is in benchmarks/reliability.md.
"""

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count, repeat
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.figures import Figure
from tests.end_to_end.fault_campaigns import (
    DISK_FAULTS,
    LINK_FAULTS,
    LIVE_WITHIN_S,
    PRIMARY_FAULTS,
    Survival,
    disk_campaign,
    link_campaign,
    pair_campaign,
)
from tests.end_to_end.killed_processes import killed_endings, killed_migrations, killed_recordings
from tests.end_to_end.stories import assert_story, random_story, told
from tests.storage.faults import Outcome, kill_campaign, power_campaign

MOST_LOST_S = 1.5  # promised
POWER_CUTS = 25  # of the write-ahead log, for each stopped process

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tale:
    """One story, and whether all its invariants held."""

    arrived: int
    sessions: int
    held: bool


@dataclass(frozen=True, slots=True)
class Campaign:
    """One try after another, given a seed and an empty folder; what they amount to; its share of the time.

    Each yields one outcome at least. A campaign goes on until `most` tries are done or its time is over.
    """

    tries: Callable[[int, Path], Iterator[Any]]
    figures: Callable[[list[Any]], Iterator[Figure]]
    share: float
    most: int


def killed_programs(seed: int, folder: Path) -> Iterator[Outcome]:
    """`sidebeat record --demo` killed with -9: recording, finishing and exporting, migrating, in turn."""
    for number in count():
        for campaign in (killed_recordings, killed_endings, killed_migrations):
            home = folder / str(number)
            yield from campaign(1, seed + number, home)
            shutil.rmtree(home)


def killed_stores(seed: int, folder: Path) -> Iterator[Outcome]:
    """The store alone killed with -9 at a thousand records a second; finish, export, migration too."""
    for number in count():
        yield from kill_campaign(4, seed + number, folder / str(number))
        shutil.rmtree(folder / str(number))


def lost_power(seed: int, folder: Path) -> Iterator[Outcome]:
    """The log cut or garbled behind the last synced commit."""
    for number in count():
        home = folder / str(number)
        home.mkdir(parents=True)
        yield from power_campaign(1, POWER_CUTS, seed + number, home)
        shutil.rmtree(home)


def broken_links(seed: int, folder: Path) -> Iterator[Survival]:
    """Every fault of a link, and of one of two links, in turn."""
    for number in count():
        home = folder / str(number)
        singles = (link_campaign(fault, 1, seed + number, home) for fault in LINK_FAULTS)
        pairs = (pair_campaign(fault, 1, seed + number, home) for fault in PRIMARY_FAULTS)
        yield from chain.from_iterable(chain(singles, pairs))
        shutil.rmtree(home)


def broken_disks(seed: int, folder: Path) -> Iterator[Survival]:
    """Every fault of a disk, in turn."""
    for number in count():
        home = folder / str(number)
        yield from chain.from_iterable(disk_campaign(fault, 1, seed + number, home) for fault in DISK_FAULTS)
        shutil.rmtree(home)


def stories(seed: int, folder: Path) -> Iterator[Tale]:
    """Random commands and faults; the invariants of tests/end_to_end/stories.py."""
    for number in count():
        home = folder / str(number)
        stage = told(random_story(Random(f"{seed} {number}")), home)
        try:
            assert_story(stage)
        except AssertionError:
            _log.exception("story %d of seed %d", number, seed)
            yield Tale(len(stage.arrived), len(stage.finished()), held=False)
        else:
            yield Tale(len(stage.arrived), len(stage.finished()), held=True)
        shutil.rmtree(home)


def soak(limit_s: float) -> Iterator[Figure]:
    """As many tries of each as fit into its share of the limit, one at a time; another seed each time."""
    seed = time.time_ns() // 1_000_000_000
    yield Figure("seed of what follows", seed, "")
    with _quiet(), tempfile.TemporaryDirectory() as folder:
        for number, campaign in enumerate(CAMPAIGNS):
            yield from _told(campaign, seed, Path(folder) / str(number), limit_s * campaign.share)


def _told(campaign: Campaign, seed: int, folder: Path, limit_s: float) -> Iterator[Figure]:
    outcomes: list[Any] = []
    until_s = time.monotonic() + limit_s
    tries = campaign.tries(seed, folder)
    try:
        for _ in repeat(None, campaign.most):
            outcomes.append(next(tries))
            if time.monotonic() > until_s:
                break
    except KeyboardInterrupt:
        yield from campaign.figures(outcomes)
        raise
    yield from campaign.figures(outcomes)


@contextmanager
def _quiet() -> Iterator[None]:
    logging.disable(logging.WARNING)  # thousands of malformed notifications, on purpose
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _outcomes(name: str) -> Callable[[list[Outcome]], Iterator[Figure]]:
    def figures(outcomes: list[Outcome]) -> Iterator[Figure]:
        for work in sorted({outcome.work for outcome in outcomes}):
            these = [outcome for outcome in outcomes if outcome.work == work]
            title, tries = f"{name}, {work}", f"of {len(these)}"
            yield Figure(
                f"{title}: corrupt", sum(not each.is_sound for each in these), "", budget=0, remark=tries
            )
            yield Figure(
                f"{title}: lost", sum(not each.is_complete for each in these), "", budget=0, remark=tries
            )
            yield Figure(f"{title}: most lost", max(each.lost_s for each in these), "s", budget=MOST_LOST_S)
            yield from _live_again(title, [each.live_again_s for each in these if each.live_again_s])

    return figures


def _live_again(title: str, seconds: list[float]) -> Iterator[Figure]:
    if seconds:
        yield Figure(f"{title}: longest until live again", max(seconds), "s", budget=LIVE_WITHIN_S)


def _survivals(survivals: list[Survival]) -> Iterator[Figure]:
    for fault in dict.fromkeys(each.fault for each in survivals):
        these = [each for each in survivals if each.fault == fault]
        tries, arrived = f"of {len(these)}", sum(each.arrived for each in these)
        lost = sum(each.lost for each in these)
        stopped = sum(not each.went_on for each in these)
        back_s = max(each.live_after_s for each in these)
        yield Figure(f"{fault}: notifications lost", lost, "", budget=0, remark=f"of {arrived:,}")
        yield Figure(f"{fault}: sessions not gone on", stopped, "", budget=0, remark=tries)
        yield Figure(f"{fault}: longest until live", back_s, "s", budget=LIVE_WITHIN_S)


def _tales(tales: list[Tale]) -> Iterator[Figure]:
    broken = sum(not tale.held for tale in tales)
    yield Figure("stories whose invariants break", broken, "", budget=0, remark=f"of {len(tales)}")
    yield Figure("sessions in them", sum(tale.sessions for tale in tales), "")
    yield Figure("notifications in them", sum(tale.arrived for tale in tales), "")


CAMPAIGNS = (
    Campaign(killed_programs, _outcomes("kill -9 of the program"), 0.4, 600),
    Campaign(killed_stores, _outcomes("kill -9 of the store"), 0.15, 800),
    Campaign(lost_power, _outcomes("power loss"), 0.1, 2000),
    Campaign(broken_links, _survivals, 0.15, 2500),
    Campaign(broken_disks, _survivals, 0.05, 300),
    Campaign(stories, _tales, 0.15, 5000),
)
