"""CannotError: the one way a command says that it could not do what was asked."""


class CannotError(Exception):
    """Ends a command with status 1; its text is one plain sentence for the athlete."""


def unexpected(error: str, log: str | None) -> str:
    """An error that nobody foresaw, and where all of it can be read."""
    where = f" What happened is written in {log}." if log else ""
    return f"Sidebeat met something it did not expect ({error}). What was recorded is kept.{where}"
