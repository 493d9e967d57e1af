"""A small sample of every campaign, and proof that a campaign finds what is there to be found."""

import pytest

from tests.fuzz.campaign import run
from tests.fuzz.targets import TARGETS, FuzzTarget


@pytest.mark.parametrize("name", TARGETS)
def test_a_small_sample_finds_nothing(name: str) -> None:
    tried: list[bytes] = []

    def feed(octets: bytes) -> None:
        tried.append(octets)
        TARGETS[name].feed(octets)

    run(FuzzTarget(feed, TARGETS[name].seeds, TARGETS[name].mutate), inputs=300, seed=20_261_122)
    assert len(set(tried)) > 150


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_are_good_inputs(name: str) -> None:
    for octets in TARGETS[name].seeds():
        assert octets
        TARGETS[name].feed(octets)


def test_a_failure_says_what_was_fed() -> None:
    def feed(octets: bytes) -> None:
        assert octets.startswith(b"good")

    with pytest.raises(AssertionError) as found:
        run(FuzzTarget(feed, lambda: (b"good input",)), inputs=1000, seed=1)
    assert found.value.__notes__[0].startswith("input: ")


def test_a_campaign_ends_when_its_time_is_up() -> None:
    assert run(TARGETS["battery"], inputs=10**9, seed=1, limit_s=0.05) < 10**9
