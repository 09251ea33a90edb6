"""One error root and its few leaves: each message names the file, the place and what to do next."""

from __future__ import annotations


class PolicyKGError(Exception):
    """Anything that policykg raises on purpose."""


class ReadError(PolicyKGError):
    """A document that could not be read as a whole.

    Parameters
    ----------
    source
        The path as the user gave it.
    code
        A stable word for the ledger: ``empty``, ``encrypted``, ``truncated``, ``too_large``, ``wrong_type``,
        ``unsupported``, ``needs_ocr``, ``timeout``, ``unreadable``, ``missing``, ``locked``.
    reason
        What is wrong, in plain words.
    remedy
        What the user can do about it.
    """

    def __init__(self, source: str, code: str, reason: str, remedy: str) -> None:
        super().__init__(f"{source}: {reason} {remedy}")
        self.source = source
        self.code = code
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str, str]]:
        """Cross from a reading process with all its parts."""
        return type(self), (self.source, self.code, self.reason, self.remedy)


class ConfigurationError(PolicyKGError):
    """A setting that cannot be used; the message names the value and the choices."""


class BuildError(PolicyKGError):
    """A build that could not be written; the last good output is left as it was."""


class QueryError(PolicyKGError):
    """A question that cannot be answered as asked; the message names the nearest that can."""
