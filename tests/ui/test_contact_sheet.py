"""Every page and state, examined as painted; tests/ui/contact_sheet.py shows them all to the eye."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import ColourChoice, TextSize, Theme
from app.ui.widgets.text import TextLabel, muted_ink
from tests.ui.contact_sheet import mini_pictures, pictures, screenshot, sheet_of
from tests.ui.legible import colliding_texts, contrast_in, cut_texts, pale_texts
from tests.ui.mini_pictures import BRIGHT_FILM, DARK_FILM, MINI_SCENES
from tests.ui.pictures import SCENES

_TRIED = (  # each state once, each size and palette several times; the sheet itself tries them all
    ((640, 720), ColourChoice.DARK),
    ((1280, 800), ColourChoice.LIGHT),
    ((1280, 800), ColourChoice.DARK),
    ((640, 720), ColourChoice.LIGHT),
)


@pytest.fixture(autouse=True)
def _style(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_cut_or_pale_or_on_another(name: str) -> None:
    size, choice = _TRIED[list(SCENES).index(name) % len(_TRIED)]
    (picture,) = pictures([name], [size], [choice])
    assert picture.faults == ()


@pytest.mark.parametrize("name", MINI_SCENES)
def test_nothing_of_the_mini_window_is_cut_or_pale_whatever_is_below_it(name: str) -> None:
    for film in (BRIGHT_FILM, DARK_FILM):
        assert [picture.faults for picture in mini_pictures([name], film=film) if picture.faults] == []


def test_the_sheet_shows_each_picture_in_its_own_cell() -> None:
    shown = list(pictures(["riding"], [(640, 720)], [ColourChoice.DARK, ColourChoice.LIGHT]))
    sheet = sheet_of(shown)
    assert sheet.pixelColor(100, 340).lightness() < 70 < sheet.pixelColor(592, 340).lightness()


def test_the_readmes_picture_is_painted_whole() -> None:
    image = screenshot()
    assert (image.width(), image.height()) == (1280, 800)
    assert len({image.pixelColor(x, 560).name() for x in range(0, 1280, 5)}) > 5


def test_the_checks_find_what_is_wrong(qtbot: QtBot) -> None:
    theme = Theme(ColourChoice.DARK)
    page = TextLabel(theme)
    qtbot.addWidget(page)
    page.resize(300, 100)
    cut = TextLabel(theme, TextSize.TITLE, elides=True, parent=page)
    cut.setText("This does not fit")
    cut.setGeometry(0, 0, 60, 40)
    other = TextLabel(theme, ink=lambda colours: colours.raised, parent=page)
    other.setText("pale")
    other.setGeometry(40, 10, 60, 20)
    with qtbot.waitExposed(page):
        page.show()
    assert len(cut_texts(page)) == 1
    assert colliding_texts(page) == ["'This does not fit' and 'pale'"]
    other.move(120, 10)
    assert colliding_texts(page) == []
    assert [fault.split(":")[0] for fault in pale_texts(page, page.grab().toImage())] == [" 'pale'"]
    other.set_ink(muted_ink)
    assert pale_texts(page, page.grab().toImage()) == []


def test_contrast_is_read_from_the_pixels() -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    painter.fillRect(10, 5, 6, 6, QColor("#FFFFFF"))
    painter.end()
    assert contrast_in(image, image.rect()) == pytest.approx(21.0)
