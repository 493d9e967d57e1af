"""A system without any font: told in the terminal, since the window then has no words to tell it with."""

from app.cli.output import note
from app.cli.sentences import no_fonts
from app.ui.fonts import font_count


def tell_missing_fonts() -> None:
    """To be called once the window is seen."""
    if font_count() == 0:
        note(no_fonts())
