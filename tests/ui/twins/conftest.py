"""A window with a past, as the history's tests have it."""

from tests.ui.history.past_stage import make_past

__all__ = ["make_past"]
