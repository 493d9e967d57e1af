"""Whether a written report is whole, and as harmless as it was meant to be."""

from html.parser import HTMLParser

from app.formats.errors import FormatError, FormatProblem


def check_report(octets: bytes) -> None:
    """Whether a written report is whole, and fetches nothing. FormatError where it is not."""
    reader = _Reader()
    try:
        reader.feed(octets.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FormatError(FormatProblem.MALFORMED, "the report is no UTF-8") from error
    reader.close()
    if reader.open_tags or not reader.has_ended:
        raise FormatError(FormatProblem.CUT_OFF, "the report is cut off")
    if reader.is_unsafe:
        raise FormatError(FormatProblem.DIFFERS, "the report would run or fetch something")


class _Reader(HTMLParser):
    """What a browser would see: whether every element is closed, and whether anything runs or is fetched."""

    _EMPTY = frozenset({"meta"})
    _UNSAFE = frozenset({"script", "iframe", "object", "embed", "link", "img", "a", "form", "base"})
    _FETCHES = ("src", "href", "xlink:href", "srcset", "action")

    def __init__(self) -> None:
        super().__init__()
        self.open_tags: list[str] = []
        self.has_ended = False
        self.is_unsafe = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag not in self._EMPTY:
            self.open_tags.append(tag)
        names = [name for name, _ in attrs]
        values = [value or "" for _, value in attrs]
        is_fetching = any(name in self._FETCHES or name.startswith("on") for name in names)
        is_styled_from_outside = any("url(" in value for value in values)
        self.is_unsafe |= tag in self._UNSAFE or is_fetching or is_styled_from_outside

    def handle_endtag(self, tag: str) -> None:
        """An element ends, the innermost."""
        if not self.open_tags or self.open_tags.pop() != tag:
            raise FormatError(FormatProblem.MALFORMED, f"the report has a stray </{tag}>")
        self.has_ended = not self.open_tags
