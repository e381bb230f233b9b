"""How good the site is on which a document was read: official, recognised, or only a copy."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd

UNLISTED = "copy"
"""Grade of a site that nobody has graded: what is not known to be good is not called good."""


class Grades:
    """The sites we have graded.

    Parameters
    ----------
    sites : DataFrame
        ``site, grade``. A site is a host or the end of one, in small letters, and may go on with
        the beginning of a path: ``un.org``, ``github.com/UNxml``. A last label ``*`` stands for any
        national domain of two letters.
    """

    def __init__(self, sites: pd.DataFrame) -> None:
        self._grades: dict[str, str] = dict(zip(sites["site"], sites["grade"], strict=True))

    def of(self, url: str) -> str:
        """Return the grade of an address: that of the most exact site that holds it.

        A longer path is more exact than a shorter one, and then a longer host. A reference that is
        no address has the grade of a site that is not listed.
        """
        parts = urlsplit(url)
        labels = (parts.hostname or "").split(".")
        path = parts.path.strip("/").split("/")
        hosts = [".".join(labels[i:]) for i in range(len(labels))]
        if len(labels[-1]) == 2:
            hosts += [f"{host.rpartition('.')[0]}.*" for host in hosts[:-1]]
        for n in range(len(path), -1, -1):
            for host in hosts:
                grade = self._grades.get("/".join([host, *path[:n]]))
                if grade:
                    return grade
        return UNLISTED
