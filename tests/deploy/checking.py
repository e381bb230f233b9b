"""What a check of the deployment says when it fails."""

from __future__ import annotations


class FailedCheckError(Exception):
    """The deployment is not as it must be."""


def require(holds: object, found: str) -> None:
    """Go on where something holds.

    Parameters
    ----------
    holds : bool
    found : str
        What is told where it does not.

    Raises
    ------
    FailedCheckError
        If it does not hold.
    """
    if not holds:
        raise FailedCheckError(found)
