"""Alerts on simulated hearts: a sample of the thousand of benchmarks/alerts_on_simulated_hearts.py."""

import pytest

from benchmarks.alerts_on_simulated_hearts import HEARD_WITHIN_S, MODELS, delay_s, nagged

SEEDS = range(5000, 5000 + 3 * len(MODELS))  # not those of the benchmark; three hearts by each zone model
ONCE_LATE = (170, 215, 484, 530, 768, 980, 1268, 1491)  # of two thousand, when noise was not allowed for


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rider_who_holds_the_middle_of_zone_2_hears_nothing(seed: int) -> None:
    in_zone_2, _ = nagged(seed)
    assert in_zone_2 == 0


@pytest.mark.parametrize("seed", [*SEEDS, *ONCE_LATE])
@pytest.mark.parametrize("too_low", [True, False])
def test_a_rider_who_drifts_5_bpm_out_hears_it_within_15_s_of_crossing(too_low: bool, seed: int) -> None:
    assert delay_s(seed, too_low) <= HEARD_WITHIN_S
