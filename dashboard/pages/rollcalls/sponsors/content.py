"""Who sponsored the text, how the sponsors voted, and the documents."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import group_votes
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Chart, Folded, Link, Table, Text, Unknown
from dashboard.figures import tally
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words import markdown, resolutions, standing_in_words, states
from dashboard.words.resolutions import Row
from data.facts import Facts


def blocks(facts: Facts, key: str, texts: tuple[str, ...]) -> Blocks:
    """Return how the sponsors of the text voted, who they are, and the documents.

    Parameters
    ----------
    facts : Facts
    key : str
        Of the roll call.
    texts : tuple of str
        Roll calls on the same text, this one among them: any may carry the list of sponsors.
    """
    row = resolutions.of_key(facts.rollcalls, key)
    lists = _lists(facts, texts)
    found: list[Block] = []
    if lists.empty:
        found.append(Unknown(_("No list of sponsors of this text is in our sources.")))
    for held in lists.to_dict("records"):
        result = facts.recall(record.sponsor_votes_in, key, str(held["instrument_id"]))
        found += _sponsors(facts, row, held, result)
    found.append(_documents(facts, row, lists))
    notes = [text for text in (row["note"], *lists["note"]) if isinstance(text, str)]
    if notes:
        title = _("Note on the source (in English)")
        told = tuple(Text(markdown.plain(text)) for text in notes)
        found.append(Folded("source_notes", title, told))
    return tuple(found)


def _lists(facts: Facts, texts: tuple[str, ...]) -> pd.DataFrame:
    """Return the lists of sponsors of a text."""
    held = facts.instruments
    is_list = held["rollcall_id"].isin(texts) & held["snapshot_of"].isna()
    return held[is_list.to_numpy(dtype=bool)]


def _sponsors(facts: Facts, row: Row, held: Row, result: group_votes.SponsorVotes) -> Blocks:
    """Return how the sponsors voted, by their role, and a list of them."""
    if result.states.empty:
        return (Unknown(_("The text has no sponsors by name in our sources.")),)
    sentence = _sponsors_sentence(facts, row, result)
    evidence = tuple({str(held["evidence_id"]), *result.states["vote_evidence_id"].dropna()})
    return (
        Text(sentence),
        _chart(result, sentence, evidence),
        _table(facts, result, evidence),
    )


def _chart(result: group_votes.SponsorVotes, sentence: str, evidence: tuple[str, ...]) -> Chart:
    """Return how the sponsors voted, by their role."""
    counts = result.counts.assign(
        label=[vocabulary.word(vocabulary.ROLES, role) for role in result.counts["role"]]
    )
    positions = standing_in_words.position_categories()
    present = [each for each in positions if counts.loc[counts["category"] == each.key, "n"].any()]
    table = counts.pivot_table(index="label", columns="category", values="n", sort=False)
    return Chart(
        key="sponsors",
        title=_("How the sponsors voted"),
        figure=tally.bars(counts, categories=present),
        table=table.reset_index(),
        columns={"label": _("Role"), **{each.key: each.label for each in present}},
        evidence=evidence,
        summary=sentence.replace("**", ""),
    )


def _table(facts: Facts, result: group_votes.SponsorVotes, evidence: tuple[str, ...]) -> Table:
    """Return the sponsors by name, with their role and their vote."""
    named = states.with_names(result.states, facts.states)
    named = named.sort_values("name", key=lambda names: names.map(i18n.sorting))
    return Table(
        key="sponsor_list",
        title=_("The sponsors ({n})").format(n=i18n.number(len(named))),
        table=named.assign(
            role=[vocabulary.word(vocabulary.ROLES, role) for role in named["role"]],
            position=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["category"]],
            dossier=states.dossiers(named["iso3"]),
        ),
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "role": _("Role"),
            "position": _("Position"),
            "dossier": _("Dossier"),
        },
        styles={_("Dossier"): Link(_("open"))},
        evidence=evidence,
        height=320,
    )


def _sponsors_sentence(facts: Facts, row: Row, result: group_votes.SponsorVotes) -> str:
    """Return how many sponsors voted in favour, and who of them did not."""
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


def _documents(facts: Facts, row: Row, lists: pd.DataFrame) -> Table:
    """Return the documents of the vote, and those on which its names rest."""
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
    return Table(
        key="documents",
        title=_("Documents"),
        table=pd.DataFrame(shown),
        columns={"what": _("Document"), "name": _("Symbol or title"), "url": _("Address")},
        styles={_("Address"): Link()},
        evidence=tuple(dict.fromkeys(sources.values())),
    )
