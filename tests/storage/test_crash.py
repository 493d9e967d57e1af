"""Killed and cut off at any moment: the store is sound, the session is there, and so little is missing."""

import sys
from pathlib import Path

import pytest

from tests.storage.faults import Outcome, kill_campaign, power_campaign

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no SIGSTOP")

MOST_LOST_S = 1.5  # promised


def costs(outcomes: list[Outcome]) -> list[Outcome]:
    """Those that cost more than was promised."""
    return [
        each for each in outcomes if not each.is_sound or not each.is_complete or each.lost_s > MOST_LOST_S
    ]


def test_kill_9_at_random_moments_costs_nothing_that_was_promised(tmp_path: Path) -> None:
    outcomes = list(kill_campaign(times=8, seed=4, folder=tmp_path))
    assert costs(outcomes) == []
    assert {each.work for each in outcomes} == {"record", "finish", "export", "migrate"}


def test_a_power_loss_costs_nothing_that_was_synced(tmp_path: Path) -> None:
    outcomes = list(power_campaign(times=2, cuts=8, seed=5, folder=tmp_path))
    assert costs(outcomes) == []
    assert {each.work for each in outcomes} <= {"cut", "garbled"}
