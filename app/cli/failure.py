"""CannotError: the one way a command says that it could not do what was asked."""


class CannotError(Exception):
    """Ends a command with status 1; its text is one plain sentence for the athlete."""
