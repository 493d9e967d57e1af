"""A small sample of every fault in the middle of a session; benchmarks/reliability.py runs the campaigns."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.fault_campaigns import (
    DISK_FAULTS,
    LINK_FAULTS,
    LIVE_WITHIN_S,
    PRIMARY_FAULTS,
    disk_campaign,
    link_campaign,
    pair_campaign,
)
from tests.end_to_end.killed_processes import killed_endings, killed_migrations, killed_recordings
from tests.storage.faults import Outcome

KEEPS_BOTH = "notifications doubled"  # the recording is what came; what is counted, the filter decides


@pytest.mark.parametrize("fault", LINK_FAULTS)
def test_a_link_that_fails_costs_nothing_that_arrived_and_comes_back_by_itself(
    fault: str, tmp_path: Path
) -> None:
    (survival,) = link_campaign(fault, times=1, seed=4, folder=tmp_path)
    assert survival.arrived > 10
    assert survival.lost == 0
    assert survival.went_on
    assert survival.live_after_s <= LIVE_WITHIN_S
    assert (survival.doubled > 0) == (fault == KEEPS_BOTH)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files from being moved and deleted")
@pytest.mark.parametrize("fault", DISK_FAULTS)
def test_a_disk_that_fails_in_a_session_costs_nothing_and_the_live_view_goes_on(
    fault: str, tmp_path: Path
) -> None:
    (survival,) = disk_campaign(fault, times=1, seed=4, folder=tmp_path)
    assert survival.arrived > 10
    assert survival.lost == 0
    assert survival.went_on


@pytest.mark.parametrize("fault", PRIMARY_FAULTS)
def test_a_second_sensor_takes_over_under_its_own_name_and_gives_back(fault: str, tmp_path: Path) -> None:
    (survival,) = pair_campaign(fault, times=1, seed=4, folder=tmp_path)
    assert survival.arrived > 40
    assert survival.lost == survival.doubled == 0
    assert survival.went_on
    assert survival.live_after_s <= LIVE_WITHIN_S


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("campaign", [killed_recordings, killed_endings, killed_migrations])
def test_kill_9_loses_no_session_and_the_next_start_has_it_all(
    campaign: Callable[[int, int, Path], Iterator[Outcome]], tmp_path: Path
) -> None:
    for outcome in campaign(2, 4, tmp_path):
        assert outcome.is_sound
        assert outcome.is_complete
        assert outcome.lost_s <= 1.5
        assert outcome.live_again_s <= LIVE_WITHIN_S
