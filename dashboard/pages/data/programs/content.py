"""Where other programs read the same, and how: an example each that works as it stands."""

from __future__ import annotations

from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Note, Subheading, Text, Verbatim
from dashboard.i18n import _
from data.facts import Facts

OWN_MACHINE = "http://localhost:8501"
"""Where a dashboard stands that somebody starts for themselves, unless told otherwise."""

ASKED = "results/opportunities"
"""What the examples ask for."""

POWER_QUERY = """let
    site = "{site}/api/v1/",
    asked = [RelativePath = "{asked}"{token}],
    told = Json.Document(Web.Contents(site, asked)),
    rows = Table.FromRecords(told[records])
in
    rows"""

R = """site <- "{site}/api/v1/"
told <- {opened}
rows <- read.csv(told, na.strings = "", fileEncoding = "UTF-8")"""

PYTHON = """import pandas as pd

site = "{site}/api/v1/"
rows = pd.read_csv(
    site + "{asked}?format=csv",
    keep_default_na=False,
    na_values="",{token}
)"""


def blocks(_facts: Facts, site: str = OWN_MACHINE, *, has_login: bool = False) -> Blocks:
    """Return where other programs read the same, and how.

    Parameters
    ----------
    facts : Facts
    site : str
        Where this dashboard is reached: ``"https://trojka.example"``.
    has_login : bool
        Whether people log in here: then programs bring a token.
    """
    root = f"{site}/api/v1/"
    finding = _(
        "Other programs read every table, and the results that pages show, at "
        "[{root}]({root}?lang={language}): as JSON, CSV or Parquet, to read only."
    )
    described = _(
        "There every address is listed; [openapi.json]({root}openapi.json) describes them to "
        "programs (OpenAPI). A number there is the number on screen, with its base rate and its "
        "test on the past beside it. A missing value means not known, never no."
    )
    return (
        Finding(finding.format(root=root, language=i18n.language())),
        Text(described.format(root=root)),
        *(_token() if has_login else ()),
        Subheading(_("Excel and Power BI")),
        Note(_("In Power Query: New source, Blank query, Advanced editor.")),
        Verbatim(_power_query(site, has_login=has_login)),
        Subheading("R"),
        Verbatim(_r(site, has_login=has_login)),
        Subheading("Python"),
        Verbatim(_python(site, has_login=has_login)),
    )


def _token() -> Blocks:
    """Return what a program brings where people log in."""
    told = _(
        "People log in here, so a program brings a token of the login provider, as below in the "
        "place of TOKEN. Ask whoever runs the login for one; it stands for you, and the trail "
        "notes what is taken with it."
    )
    return (Text(told),)


def _power_query(site: str, *, has_login: bool) -> str:
    token = ', Headers = [Authorization = "Bearer TOKEN"]' if has_login else ""
    return POWER_QUERY.format(site=site, asked=ASKED, token=token)


def _r(site: str, *, has_login: bool) -> str:
    address = f'paste0(site, "{ASKED}?format=csv")'
    token = f'url({address}, headers = c(Authorization = "Bearer TOKEN"))'
    return R.format(site=site, opened=token if has_login else address)


def _python(site: str, *, has_login: bool) -> str:
    token = '\n    storage_options={"Authorization": "Bearer TOKEN"},' if has_login else ""
    return PYTHON.format(site=site, asked=ASKED, token=token)
