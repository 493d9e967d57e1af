"""A small sample of every fault in the middle of a session; benchmarks/reliability.py runs the campaigns."""

import sys
from pathlib import Path

import pytest

from tests.end_to_end.fault_campaigns import (
    DISK_FAULTS,
    LINK_FAULTS,
    LIVE_WITHIN_S,
    disk_campaign,
    link_campaign,
)
from tests.end_to_end.killed_processes import killed_recordings

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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_kill_9_while_recording_and_while_finishing_loses_no_session(tmp_path: Path) -> None:
    for outcome in killed_recordings(times=3, seed=4, folder=tmp_path):
        assert outcome.is_sound
        assert outcome.is_complete
        assert outcome.lost_s <= 1.5
