"""Remarks, and the load by perceived effort."""

import pytest

from app.domain.remark import Remark, session_rpe


@pytest.mark.parametrize(("rpe", "enjoyment"), [(-1, None), (11, None), (None, 0), (None, 6)])
def test_what_is_off_the_scale_is_refused(rpe: int | None, enjoyment: int | None) -> None:
    with pytest.raises(ValueError, match="is not within"):
        Remark(rpe=rpe, enjoyment=enjoyment)


def test_session_rpe_is_minutes_times_effort() -> None:
    assert session_rpe(40 * 60.0, 5) == 200.0  # Foster 2001: 40 minutes at RPE 5
    assert session_rpe(40 * 60.0, 0) == 0.0
    assert session_rpe(40 * 60.0, None) is None
