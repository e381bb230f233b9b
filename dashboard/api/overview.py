"""The list for people: what there is, with the way to each in every format."""

from __future__ import annotations

import re
from html import escape

from dashboard import dark, i18n, theme
from dashboard.api import question, results
from dashboard.api.formats import FORMATS
from dashboard.api.resources import TABLES, Resource
from dashboard.i18n import _, vocabulary

STYLE = f"""
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem;
  color: {theme.INK}; background: {theme.PAPER}; }}
h1 {{ font-size: 1.7rem; }} h2 {{ font-size: 1.2rem; margin-top: 2rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-top: 1px solid {theme.RULE}; padding: .45rem .6rem .45rem 0; text-align: left;
  vertical-align: top; }}
td.as {{ white-space: nowrap; }} td:first-child {{ min-width: 12rem; }}
code {{ font-size: .9em; overflow-wrap: anywhere; }}
a {{ color: {theme.ACCENT}; }} small {{ color: {theme.MUTED}; }}
@media (max-width: 44rem) {{
  td, th:not([scope]) {{ display: block; border: 0; padding: 0; }} th[scope] {{ display: none; }}
  tr {{ display: block; border-top: 1px solid {theme.RULE}; padding: .5rem 0; }}
}}
@media (prefers-color-scheme: dark) {{
  body {{ color: {dark.twin(theme.INK)}; background: {dark.twin(theme.PAPER)}; }}
  tr, th, td {{ border-color: {dark.twin(theme.RULE)}; }} a {{ color: {theme.DEEP}; }}
  small {{ color: {dark.twin(theme.MUTED)}; }}
}}
"""


def page(language: str) -> str:
    """Return the list in the language spoken, as HTML.

    Parameters
    ----------
    language : str
        The one spoken, for screen readers.
    """
    title = _("Trojka for other programs")
    lead = _(
        "Every table of the record and the results that pages show, to read only, as JSON, CSV or "
        "Parquet. A missing value means not known, never no."
    )
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(lead)}</p>",
        f"<p><a href='openapi.json'>openapi.json</a> · {escape(_('the same for programs'))}</p>",
        f"<h2>{escape(_('How to ask'))}</h2>",
        _ways(),
        f"<h2>{escape(_('Results'))}</h2>",
        _listed(results.RESULTS),
        f"<h2>{escape(_('Tables'))}</h2>",
        _listed(TABLES),
    ]
    return (
        f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>"
    )


def _ways() -> str:
    """Return how rows, columns and pages are asked for, as a list of examples."""
    ways = {
        "tables/states?iso3=KEN&iso3=NLD": _("Rows in which a column has one of these values"),
        "tables/rollcalls?note=&per_page=5": _("Rows in which a column is not known"),
        "tables/states?columns=iso3,name_en": _("Only these columns, in this order"),
        "tables/memberships?page=2&per_page=500": _(
            "One page; at most {n} rows of JSON a page"
        ).format(n=i18n.number(question.MAX_PER_PAGE)),
        "tables/votes?rollcall_id=a_res_80_58&format=csv": _(
            "As CSV or Parquet; all rows, unless a page is asked for"
        ),
        "results/roster?instrument=reaim_2026_pathways": _("Who is on a text"),
        "results/opportunities?lang=nl": _(
            "Names in Dutch; beside each forecast its base rate and its test on the past"
        ),
    }
    rows = "".join(
        f"<tr><td><a href='{escape(way)}'><code>{_broken(way)}</code></a></td>"
        f"<td>{escape(told)}</td></tr>"
        for way, told in ways.items()
    )
    return f"<table>{rows}</table>"


def _broken(address: str) -> str:
    """Return an address that may be broken where its parts meet."""
    return re.sub(r"(/|-|\?|&amp;)", r"\1<wbr>", escape(address))


def _listed(resources: tuple[Resource, ...]) -> str:
    heads = "".join(
        f"<th scope='col'>{escape(text)}</th>"
        for text in (_("Address"), _("What it holds"), _("As"))
    )
    return f"<table><tr>{heads}</tr>{''.join(_row(one) for one in resources)}</table>"


def _row(resource: Resource) -> str:
    title = vocabulary.TABLES.get(resource.title, resource.title)
    chosen = " ".join(f"<code>{one.name}</code>" for one in resource.choices)
    choices = f"<br><small>{escape(_('To choose:'))} {chosen}</small>" if chosen else ""
    return (
        f"<tr><td><code>{_broken(resource.path)}</code></td>"
        f"<td><strong>{escape(_(title))}</strong>. {escape(_(resource.description))}{choices}</td>"
        f"<td class='as'>{_formats(resource)}</td></tr>"
    )


def _formats(resource: Resource) -> str:
    """Return the way to a resource in every format; none where something has to be chosen."""
    if any(one.is_required for one in resource.choices):
        return ""
    return " · ".join(
        f"<a href='{resource.path}?format={name}'>{one.suffix}</a>" for name, one in FORMATS.items()
    )
