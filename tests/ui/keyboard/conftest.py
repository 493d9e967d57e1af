"""Windows with a past."""

from tests.ui.history.past_stage import make_past

__all__ = ["make_past"]
