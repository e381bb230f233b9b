"""Which papers a State wrote for the experts in Geneva, alone and with whom."""

from __future__ import annotations

from dashboard import i18n
from dashboard.blocks import Blocks, Link, Note, Table, Words
from dashboard.i18n import _
from dashboard.words import dates, markdown, states
from data.facts import Facts

TITLE_PX = 300


def blocks(facts: Facts, iso3: str) -> Blocks:
    """Return the papers that a State wrote, the latest first; nothing where none is on record."""
    held = facts.authorships
    own = held[(held["iso3"] == iso3).to_numpy(dtype=bool)]
    if own.empty:
        return ()
    names = states.names(facts.states)
    with_others = held[held["paper_id"].isin(own["paper_id"]) & (held["iso3"] != iso3)]
    others = {
        paper: i18n.listing([names[code] for code in part["iso3"]])
        for paper, part in with_others[with_others["is_joint"]].groupby("paper_id")
    }
    urls = facts.evidence.set_index("evidence_id")["url"]
    ordered = own.sort_values(["date_to", "paper_id"], ascending=[False, True])
    words = ordered.assign(
        when=[
            dates.date_in_words(text, first, last)
            for text, first, last in zip(
                ordered["date_text"], ordered["date_from"], ordered["date_to"], strict=True
            )
        ],
        paper=[
            f"{_(title)} ({symbol})" if isinstance(symbol, str) else _(title)
            for title, symbol in zip(ordered["title"], ordered["symbol"], strict=True)
        ],
        others=[
            others.get(paper, "") if joint else _("alone")
            for paper, joint in zip(ordered["paper_id"], ordered["is_joint"], strict=True)
        ],
        source=[markdown.web_address(urls[key]) or "" for key in ordered["evidence_id"]],
    )
    return (
        Table(
            key="state_papers",
            title=_("What has it written?"),
            table=words,
            columns={
                "when": _("When"),
                "paper": _("Paper"),
                "others": _("With"),
                "source": _("Source"),
            },
            styles={_("Paper"): Words(TITLE_PX), _("Source"): Link(_("open"))},
            evidence=tuple(ordered["evidence_id"]),
        ),
        Note(
            _(
                "Papers to the experts on autonomous weapons since 2017, from a record whose "
                "author has not approved these rows yet; no forecast rests on them. Joint papers "
                "that have a roster of their own stand above."
            )
        ),
    )
