"""What an event's detail says, and what damage makes of it."""

import pytest

from app.domain.event_details import number_in, text_in, whole_in


def test_what_is_there_is_read_as_what_it_is() -> None:
    detail = {"state": "live", "attempt": 3, "retry_in_s": 1.5}
    assert text_in(detail, "state") == "live"
    assert (number_in(detail, "retry_in_s"), whole_in(detail, "attempt")) == (1.5, 3)


@pytest.mark.parametrize("damage", [None, "9", True, [], {}, float("nan"), float("-inf"), 10**400])
def test_what_is_no_number_says_nothing(damage: object) -> None:
    detail = {"percent": damage}
    assert number_in(detail, "percent") is None
    assert whole_in(detail, "percent") is None
    assert number_in({}, "percent") is None


@pytest.mark.parametrize("damage", [None, 9, True, ["live"], {}])
def test_what_is_no_text_says_nothing(damage: object) -> None:
    assert text_in({"state": damage}, "state") is None
    assert text_in({}, "state") is None
