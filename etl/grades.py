"""How good the site is on which a document was read: official, recognised, or only a copy."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pandas as pd

from data.errors import FaultsError, SourceError
from data.provenance import GRADES
from etl.sources import delimited

UNLISTED = "copy"
"""Grade of a site that nobody has graded: what is not known to be good is not called good."""

_SITE = re.compile(r"[a-z0-9-]+(\.([a-z0-9-]+|\*))*(/[^\s/]+)*")


class Grades:
    """The sites we have graded.

    Parameters
    ----------
    sites : DataFrame
        ``site, grade``. A site is a host or the end of one, in small letters, and may go on with
        the beginning of a path: ``un.org``, ``github.com/UNxml``. A last label ``*`` stands for any
        national domain of two letters.
    where : str
        Path of the list, for messages.

    Raises
    ------
    FaultsError
        For grades that are not known, and sites written otherwise.
    """

    def __init__(self, sites: pd.DataFrame, *, where: str) -> None:
        delimited.refuse_unknown(sites["grade"], known=GRADES, what="grade", where=where)
        strange = [
            SourceError(
                f"{where} line {line}",
                found=f"site '{site}'",
                expected="a host in small letters, as un.org or github.com/UNxml, without www.",
                do="correct it",
            )
            for line, site in enumerate(sites["site"], start=2)
            if not _SITE.fullmatch(site) or site.startswith("www.")
        ]
        if strange:
            raise FaultsError(strange)
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
