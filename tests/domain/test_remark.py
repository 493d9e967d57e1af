"""Remarks stay on their scales."""

import pytest

from app.domain.remark import Remark


@pytest.mark.parametrize(("rpe", "enjoyment"), [(-1, None), (11, None), (None, 0), (None, 6)])
def test_what_is_off_the_scale_is_refused(rpe: int | None, enjoyment: int | None) -> None:
    with pytest.raises(ValueError, match="is not within"):
        Remark(rpe=rpe, enjoyment=enjoyment)
