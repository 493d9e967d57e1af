"""Windows with a past, and a screen reader that listens."""

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.screen_reader import let_widgets_tell
from tests.ui.history.past_stage import make_past

__all__ = ["make_past"]


@pytest.fixture(autouse=True, scope="session")
def _told(qapp: QApplication) -> None:
    """As the window's life begins: what is heard from now on is what widgets tell."""
    del qapp
    let_widgets_tell()
