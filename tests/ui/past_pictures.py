"""The pages of the past, filled, for the pictures: list, calendar, one activity, trends."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from app.domain.activity_row import ActivityRow
from app.domain.constants_changes import ConstantsOfDay, constants_changes
from app.domain.intensity import SessionIntensity, Split
from app.domain.long_run import long_run
from app.domain.twin_pairs import TwinPair
from app.ui.history.history_page import HistoryPage
from app.ui.history.review_page import ReviewPage
from app.ui.main_window import MainWindow
from app.ui.theme import Theme
from app.ui.trends.trends_page import TrendsPage
from app.ui.twins.twins_page import TwinsPage
from tests.domain.activity_rows import load_rows
from tests.ui.history.past import TODAY, TYPES, FakePast, reviewed, row

ShowPast = Callable[[MainWindow, Theme], None]
_KINDS = tuple(each.key for each in TYPES)
_CHANGED = tuple(
    ConstantsOfDay(TODAY - timedelta(days=back), "indoor_cycling", 50, 190, 169 if back > 20 else 172)
    for back in (200, 100, 20)
)


def training(days: int) -> list[ActivityRow]:
    """Four days of five with one of all activity types, newest first; loads up to 200, some estimated."""
    chance = Random(7)
    return [
        row(
            number + 1,
            number,
            activity_type=_KINDS[chance.randrange(len(_KINDS))],
            training_load=chance.uniform(10.0, 200.0),
            load_is_estimated=number % 9 == 4,
        )
        for number in range(days)
        if number % 5 != 3
    ]


def _history(window: MainWindow, theme: Theme, rows: list[ActivityRow]) -> HistoryPage:
    page = HistoryPage(theme, lambda: TODAY)
    page.show_rows(rows, TYPES)
    window.add_page(page)
    window.show_page(page.objectName())
    return page


def _list(window: MainWindow, theme: Theme) -> None:
    page = _history(window, theme, training(400))
    page.table.selectRow(1)


def _one_line(window: MainWindow, theme: Theme) -> None:
    _history(window, theme, [row(1, 0)])


def _no_line(window: MainWindow, theme: Theme) -> None:
    _history(window, theme, [])


def _calendar(window: MainWindow, theme: Theme) -> None:
    _history(window, theme, training(400)).filters.calendar_chip.click()


def _review(window: MainWindow, theme: Theme) -> None:
    page = ReviewPage(theme)
    window.add_page(page)
    shown = row(1, 0, activity_type="outdoor_ride")
    earlier = [row(number, number, activity_type="outdoor_ride") for number in range(2, 9)]
    page.show_activity(reviewed(shown), TYPES, earlier, ("Ada", "Grace"))
    window.show_page(page.objectName())


def _trends(window: MainWindow, theme: Theme, days: int) -> TrendsPage:
    page = TrendsPage(theme)
    window.add_page(page)
    page.show_run(long_run(load_rows(training(days)), TODAY, None), TYPES, has_own_seed=False)
    page.split.show_split(SessionIntensity(TODAY, Split(60.0, 25.0, 15.0), Split(40.0, 30.0, 30.0)))
    window.show_page(page.objectName())
    return page


def _trends_of_a_year(window: MainWindow, theme: Theme) -> None:
    _trends(window, theme, 400).show_changes(constants_changes(_CHANGED))


def _trends_of_a_week(window: MainWindow, theme: Theme) -> None:
    _trends(window, theme, 5)


def _no_trends(window: MainWindow, theme: Theme) -> None:
    _trends(window, theme, 0)


def _twins(window: MainWindow, theme: Theme) -> None:
    page = TwinsPage(theme)
    window.add_page(page)
    window.show_page(page.objectName())
    pairs = [
        TwinPair(row(10 + number, number, carried_by=number, is_sure=False), row(number, number), 7)
        for number in (1, 2, 3)
    ]
    page.show_pairs(pairs, {each.key: each.name for each in TYPES})
    page.cards[0].show_traces(FakePast([]).pair_traces(pairs[0]))


PAST_SCENES: dict[str, ShowPast] = {
    "history": _list,
    "history of one": _one_line,
    "history, nothing yet": _no_line,
    "calendar": _calendar,
    "review": _review,
    "twins": _twins,
    "trends": _trends_of_a_year,
    "trends, first week": _trends_of_a_week,
    "trends, nothing yet": _no_trends,
}
