"""What can go wrong, in the words of the person who must mend it.

Every message says where it happened, what was found, what was expected and what to do.
They are caught once in ``dashboard/app.py`` and once in each ``__main__``.
"""

from __future__ import annotations

from collections.abc import Iterable


class TrojkaError(Exception):
    """Base of every error that Trojka raises on purpose."""


class SourceError(TrojkaError):
    """A source file cannot be read, or its provenance is missing or wrong."""


class SchemaError(TrojkaError):
    """A table does not keep the contract in ``data/schema.py``."""


class ReconcileError(TrojkaError):
    """Facts that should agree do not: tallies, counts, references, dates."""


class StoreError(TrojkaError):
    """The snapshot cannot be written, found or opened."""


class AnalysisError(TrojkaError):
    """A question that this data cannot answer.

    Attributes
    ----------
    reason : str or None
        Key of what stands in the way, where a reader can choose otherwise: a page says it in the
        reader's language. None where a caller is at fault.
    """

    def __init__(self, message: str, *, reason: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason


class PlanError(TrojkaError):
    """An outreach plan cannot be read, stored or run.

    Attributes
    ----------
    reason : str or None
        Key of what is wrong with the database of plans: a page says it in the reader's language.
        None where the plan itself is at fault, which the message says.
    """

    def __init__(self, message: str, *, reason: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason


class FaultsError(TrojkaError):
    """Several faults found in one pass, reported together.

    Attributes
    ----------
    faults : tuple of TrojkaError
        In the order in which they were found; never empty.
    """

    def __init__(self, faults: Iterable[TrojkaError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def fault(where: str, *, found: str, expected: str, do: str) -> str:
    """Return the one sentence that every error message is made of.

    Examples
    --------
    >>> fault("votes.csv line 3", found="vote 'Q'", expected="Y, N, A or X", do="correct the code")
    "votes.csv line 3: found vote 'Q', expected Y, N, A or X; correct the code."
    """
    return f"{where}: found {found}, expected {expected}; {do.rstrip('.')}."


class BriefingError(TrojkaError):
    """A briefing cannot be written: a template that cannot be used, a pack that says nothing."""
