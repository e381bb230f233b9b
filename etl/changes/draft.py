"""What a request comes to: the files it changes lie in `SourceFiles`, the rest is told here."""

from __future__ import annotations

from dataclasses import dataclass

from etl.changes.recognition import NameQuestion


@dataclass(frozen=True)
class Remark:
    """Something that was done, or that a desk should know, as a code and the words it needs.

    Attributes
    ----------
    code : str
        Such as ``absent_by_difference``; the dashboard has a sentence for each.
    words : tuple of str
        Numbers and names that the sentence names.
    """

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A change that is not made yet.

    Attributes
    ----------
    subject : str
        What it is on: an instrument, a roll call, the title of a milestone, a source.
    remarks : tuple of Remark
    questions : tuple of NameQuestion
        Names to be confirmed first; then nothing was changed.
    """

    subject: str
    remarks: tuple[Remark, ...] = ()
    questions: tuple[NameQuestion, ...] = ()
