"""What can go wrong, in the words of the person who must mend it.

Every message says where it happened, what was found, what was expected and what to do.
They are caught once in ``dashboard/app.py`` and once in each ``__main__``.
"""

from __future__ import annotations

import copyreg
from collections.abc import Iterable
from typing import Any

from data import hidden


class TrojkaError(Exception):
    """Base of every error that Trojka raises on purpose; as text, it is what a reader is told."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Tell ``pickle`` how to make the error again, so that it comes home from a worker."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]  # not in typeshed


class FaultError(TrojkaError):
    """One fault, told in one sentence, in which what nobody would see is written out.

    Attributes
    ----------
    where : str
        The file, line, table or question that is at fault.
    found, expected : str
        What stands there, and what should.
    do : str
        What mends it.

    Examples
    --------
    >>> print(SourceError("a.csv line 3", found="vote 'Q'", expected="Y or N", do="correct it"))
    a.csv line 3: found vote 'Q', expected Y or N; correct it.
    """

    def __init__(self, where: str, *, found: str, expected: str, do: str) -> None:
        sentence = f"{where}: found {found}, expected {expected}; {do.rstrip('.')}."
        super().__init__(hidden.escaped(sentence))
        self.where = where
        self.found = found
        self.expected = expected
        self.do = do


class SourceError(FaultError):
    """A source file cannot be read, or its provenance is missing or wrong."""


class SchemaError(FaultError):
    """A table does not keep the contract in ``data/schema.py``."""


class ReconcileError(FaultError):
    """Facts that should agree do not: tallies, counts, references, dates."""


class StoreError(FaultError):
    """The snapshot cannot be written, found or opened."""


class _ReasonedError(FaultError):
    """A fault that a page can say in the reader's language.

    Attributes
    ----------
    reason : str or None
        Key of what stands in the way.
    """

    def __init__(
        self, where: str, *, found: str, expected: str, do: str, reason: str | None = None
    ) -> None:
        super().__init__(where, found=found, expected=expected, do=do)
        self.reason = reason


class AnalysisError(_ReasonedError):
    """A question that this data cannot answer.

    Its ``reason`` names what a reader can choose otherwise. None where a caller is at fault.
    """


class PlanError(_ReasonedError):
    """An outreach plan cannot be read, stored or run.

    Its ``reason`` names what is wrong with the database of plans. None where the plan itself is at
    fault, which the message says.
    """


class AccessError(_ReasonedError):
    """Somebody may not enter, or may not do what they asked.

    Its ``reason`` says what helps: ``"again"`` where a login has to be made anew, ``"role"`` where
    another role is needed, ``"away"`` where the login provider does not answer, ``"clock"`` where a
    clock is wrong, ``"refused"`` where what the provider says of a person does not let them in.
    None for a setting.
    """


class BriefingError(FaultError):
    """A briefing cannot be written: a template that cannot be used, a pack that says nothing."""


class RequestError(FaultError):
    """What another program asks cannot be answered.

    Attributes
    ----------
    status : int
        Of the answer, as HTTP numbers them: 400 to 503.
    """

    def __init__(self, where: str, *, found: str, expected: str, do: str, status: int) -> None:
        super().__init__(where, found=found, expected=expected, do=do)
        self.status = status


class FaultsError(TrojkaError):
    """Several faults found in one pass, reported together, one a line.

    Attributes
    ----------
    faults : tuple of FaultError
        In the order in which they were found; never empty.
    """

    def __init__(self, faults: Iterable[FaultError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
