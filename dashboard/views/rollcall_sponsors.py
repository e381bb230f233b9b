"""Who sponsored the text, how the sponsors voted, and the documents."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import record
from analytics.record import group_votes, standing
from dashboard import i18n, resolutions, show, states
from dashboard.figures import tally
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.resolutions import Row
from dashboard.views import rollcall_tally
from data.facts import current_facts


def part(row: Row, found: standing.Standing, texts: tuple[str, ...]) -> None:
    """Draw the part.

    Parameters
    ----------
    row : Row
        The roll call.
    found : Standing
        How every State voted in it.
    texts : tuple of str
        Roll calls on the same text, this one among them: any may carry the list of sponsors.
    """
    lists = _lists(texts)
    if lists.empty:
        show.unknown(_("No list of sponsors of this text is in our sources."))
    for held in lists.to_dict("records"):
        facts = current_facts()
        result = facts.recall(record.sponsor_votes_in, found.key, str(held["instrument_id"]))
        _sponsors(row, held, result)
    _documents(row, lists)
    notes = [text for text in (row["note"], *lists["note"]) if isinstance(text, str)]
    if notes:
        with st.expander(_("Note on the source (in English)")):
            for text in notes:
                st.text(text)


def _lists(texts: tuple[str, ...]) -> pd.DataFrame:
    """Return the lists of sponsors of a text."""
    facts = current_facts()
    held = facts.instruments
    is_list = held["rollcall_id"].isin(texts) & held["snapshot_of"].isna()
    return held[is_list.to_numpy(dtype=bool)]


def _sponsors(row: Row, held: Row, result: group_votes.SponsorVotes) -> None:
    """Draw how the sponsors voted, by their role, and list them."""
    if result.states.empty:
        show.unknown(_("The text has no sponsors by name in our sources."))
        return
    counts = result.counts.assign(
        label=[vocabulary.word(vocabulary.ROLES, role) for role in result.counts["role"]]
    )
    evidence = {str(held["evidence_id"]), *result.states["vote_evidence_id"].dropna()}
    sentence = _sentence(row, result)
    st.markdown(sentence)
    positions = rollcall_tally.categories()
    present = [each for each in positions if counts.loc[counts["category"] == each.key, "n"].any()]
    table = counts.pivot_table(index="label", columns="category", values="n", sort=False)
    show.figure(
        tally.bars(counts, categories=present),
        key="sponsors",
        title=_("How the sponsors voted"),
        table=table.reset_index(),
        columns={"label": _("Role"), **{each.key: each.label for each in present}},
        evidence=evidence,
        summary=sentence.replace("**", ""),
    )
    facts = current_facts()
    named = states.with_names(result.states, facts.states)
    named = named.sort_values("name", key=lambda names: names.map(i18n.sorting))
    show.table(
        named.assign(
            role=[vocabulary.word(vocabulary.ROLES, role) for role in named["role"]],
            position=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["category"]],
            dossier=states.dossiers(named["iso3"]),
        ),
        key="sponsor_list",
        title=_("The sponsors ({n})").format(n=i18n.number(len(named))),
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "role": _("Role"),
            "position": _("Position"),
            "dossier": _("Dossier"),
        },
        config={_("Dossier"): show.link(_("open"))},
        evidence=evidence,
        height=320,
    )


def _sentence(row: Row, result: group_votes.SponsorVotes) -> str:
    """Return how many sponsors voted in favour, and who of them did not."""
    facts = current_facts()
    names = states.names(facts.states)
    n = len(result.states)
    yes = int(result.totals.loc[result.totals["category"] == "Y", "n"].sum())
    text = ngettext(
        "**{yes} of {n} sponsor** of {symbol} voted in favour.",
        "**{yes} of {n} sponsors** of {symbol} voted in favour.",
        n,
    ).format(yes=i18n.number(yes), n=i18n.number(n), symbol=resolutions.symbol(row))
    others = [
        f"{vocabulary.word(vocabulary.POSITIONS, each['category'])}: "
        + i18n.listing([name for key, name in names.items() if key in each["iso3"]])
        for each in result.totals.to_dict("records")
        if each["n"] and each["category"] != "Y"
    ]
    return " ".join([text, *(f"{other}." for other in others)])


def _documents(row: Row, lists: pd.DataFrame) -> None:
    """List the documents of the vote, and those on which its names rest."""
    facts = current_facts()
    evidence = facts.evidence
    papers = (
        (_("Text voted on"), row["symbol"]),
        (_("Draft"), row["draft"]),
        (_("Record of the meeting"), row["meeting"]),
    )
    shown = [
        {"what": what, "name": name, "url": resolutions.address(name)}
        for what, name in papers
        if resolutions.address(name)
    ]
    sources = {_("Source of the votes"): row["evidence_id"]} | {
        _("Source of the sponsors"): key for key in lists["evidence_id"]
    }
    held_by_key = {
        held["evidence_id"]: held
        for held in evidence[evidence["evidence_id"].isin(sources.values())].to_dict("records")
    }
    for what, key in sources.items():
        held = held_by_key[key]
        name = held["title"] if isinstance(held["title"], str) else held["publisher"]
        shown.append({"what": what, "name": name, "url": held["url"]})
    show.table(
        pd.DataFrame(shown),
        key="documents",
        title=_("Documents"),
        columns={"what": _("Document"), "name": _("Symbol or title"), "url": _("Address")},
        config={_("Address"): st.column_config.LinkColumn()},
        evidence=set(sources.values()),
    )
