import gc
from collections.abc import Iterator

import pytest

from app.wiring import collector


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_no_garbage_is_looked_for_during_the_start() -> None:
    collector.rest()
    assert not gc.isenabled()


def test_what_the_start_left_is_not_looked_through_afterwards() -> None:
    collector.rest()
    collector.work()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_without_a_rest_nothing_is_set_apart() -> None:
    collector.work()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
