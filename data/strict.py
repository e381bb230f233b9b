"""What is read strictly, whoever hands it in: refused where it does not fit, never bent to fit."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError


class StrictModel(BaseModel):
    """Something that is read strictly and never changed: no guesses, no unknown fields, no NaN."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


def misfit(*, found: str, expected: str) -> PydanticCustomError:
    """Return the error that a check of our own raises: what was found and what should have been.

    Its type is ``"misfit"``, its context holds both words.
    """
    return PydanticCustomError("misfit", "misfit", {"found": found, "expected": expected})
