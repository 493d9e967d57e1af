"""Where a window comes up."""

import pytest
from PySide6.QtCore import QSize

from app.ui.geometry import first_size


@pytest.mark.parametrize(
    ("screen", "size"),
    [((1920, 1080), (1280, 800)), ((1280, 800), (1264, 752)), ((1366, 728), (1280, 680))],
)
def test_a_new_window_fits_the_screen_with_its_frame(screen: tuple[int, int], size: tuple[int, int]) -> None:
    assert first_size(QSize(1280, 800), QSize(*screen)) == QSize(*size)
