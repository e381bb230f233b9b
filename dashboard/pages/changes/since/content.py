"""What happened since a day: who joined or left what, votes held, milestones, what States did."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics import record
from analytics.record import events
from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Link, Table, Unknown
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words import dates, happened, probabilities, resolutions, states
from dashboard.words import milestones as milestones_in_words
from data.facts import Facts


def texts(facts: Facts) -> dict[str, str]:
    """Return the texts and groups that can be watched, by name."""
    named = probabilities.text_names(facts.instruments)
    shown = facts.instruments[facts.instruments["snapshot_of"].isna().to_numpy(dtype=bool)]
    names = {str(key): named[key] for key in shown["instrument_id"]}
    return dict(sorted(names.items(), key=lambda pair: i18n.sorting(pair[1])))


def finding(
    facts: Facts,
    day: pd.Timestamp,
    watched: tuple[str, ...] = (),
    watched_texts: tuple[str, ...] = (),
) -> Blocks:
    """Return how much happened on a day or after it, in a sentence; see `blocks`."""
    found = facts.recall(record.events_since, day).certain().watched(watched, watched_texts)
    is_watched = bool(watched or watched_texts)
    told = happened.watched_sentence(found) if is_watched else happened.counts_sentence(found)
    return (Finding(told),)


def blocks(
    facts: Facts,
    day: pd.Timestamp,
    watched: tuple[str, ...] = (),
    watched_texts: tuple[str, ...] = (),
) -> Blocks:
    """Return what may have happened on a day or after it, each with its source.

    Parameters
    ----------
    facts : Facts
    day : Timestamp
    watched, watched_texts : tuple of str
        States and instruments: signatures, withdrawals and what is documented are told of these
        only; of all if none is watched. Votes and milestones are told in any case, and how the
        watched States voted.
    """
    told = facts.recall(record.events_since, day).watched(watched, watched_texts)
    found = told.certain()
    names = states.names(facts.states)
    parts = (
        _spells(facts, names, "joined", _("Who joined or sponsored what"), found.joined),
        _spells(facts, names, "left", _("Who left what"), found.left),
        _votes(facts, found.votes),
        _cast(facts, names, found.votes, watched),
        _milestones(facts, found.milestones),
        _stances(facts, names, found.stances),
    )
    return (*(block for part in parts for block in part), *_unsure(facts, told))


def _spells(
    facts: Facts, names: dict[str, str], key: str, title: str, rows: pd.DataFrame
) -> Blocks:
    """Return who joined or left, a row a text and day, the latest first."""
    if rows.empty:
        return ()
    texts = probabilities.text_names(facts.instruments)
    kinds = facts.instruments.set_index("instrument_id")["kind"].to_dict()
    urls = facts.evidence.set_index("evidence_id")["url"].to_dict()
    when = [
        dates.date_in_words(text, first, last)
        for text, first, last in zip(
            rows["date_text"], rows["date_from"], rows["date_to"], strict=True
        )
    ]
    groups = rows.assign(when=when).groupby(["instrument_id", "when"], sort=False)
    table = pd.DataFrame(
        [
            {
                "when": here["when"].iloc[0],
                "text": texts[here["instrument_id"].iloc[0]],
                "kind": vocabulary.word(vocabulary.KINDS, kinds[here["instrument_id"].iloc[0]]),
                "n": here["iso3"].nunique(),
                "states": happened.named(names, here["iso3"]),
                "source": urls.get(here["evidence_id"].iloc[0]),
            }
            for _key, here in groups
        ]
    )
    columns = {
        "when": _("When"),
        "text": _("Text or group"),
        "kind": _("Kind"),
        "n": _("Number"),
        "states": _("States"),
    }
    return _listed(key, title, table, columns, rows["evidence_id"])


def _votes(facts: Facts, rows: pd.DataFrame) -> Blocks:
    """Return the votes held on the subjects of this record."""
    if rows.empty:
        return ()
    urls = facts.evidence.set_index("evidence_id")["url"]
    held = [
        {
            "when": resolutions.when(row),
            "symbol": resolutions.symbol(row),
            "title": resolutions.title(row),
            "body": vocabulary.word(vocabulary.BODIES, str(row["body"])),
            "tally": resolutions.tally(row),
            "source": urls.get(row["evidence_id"]),
        }
        for row in rows.to_dict("records")
    ]
    columns = {
        "when": _("When"),
        "symbol": _("Symbol"),
        "title": _("Text"),
        "body": _("Body"),
        "tally": _("For–against–abstained"),
    }
    return _listed("votes_held", _("Votes held"), pd.DataFrame(held), columns, rows["evidence_id"])


def _cast(
    facts: Facts, names: dict[str, str], rows: pd.DataFrame, watched: tuple[str, ...]
) -> Blocks:
    """Return how the watched States voted, a row a State and a column a vote."""
    complete = rows[rows["status"].eq("complete").to_numpy(dtype=bool)]
    if complete.empty or not watched:
        return ()
    cast = {
        resolutions.short(row): facts.recall(record.rollcall, str(row["rollcall_id"]))
        .states.set_index("iso3")["category"]
        .to_dict()
        for row in complete.to_dict("records")
    }
    not_a_member = _("no member")
    words = pd.DataFrame(
        [
            {
                _("State"): names[iso3],
                **{
                    title: vocabulary.word(vocabulary.POSITIONS, votes[iso3])
                    if iso3 in votes
                    else not_a_member
                    for title, votes in cast.items()
                },
            }
            for iso3 in watched
        ]
    )
    return (
        Table(
            key="watched_votes",
            title=_("How the States you watch voted"),
            table=words,
            evidence=tuple(dict.fromkeys(complete["evidence_id"])),
        ),
    )


def _milestones(facts: Facts, rows: pd.DataFrame) -> Blocks:
    """Return the milestones since the day, and those to come."""
    if rows.empty:
        return ()
    words = milestones_in_words.rows(rows.assign(when="", lane=""), facts.evidence)
    columns = {
        "day": _("When"),
        "title": _("Milestone"),
        "body": _("Body"),
        "certainty": _("Date"),
    }
    title = _("Milestones, those to come too")
    return _listed("milestones", title, words, columns, rows["evidence_id"])


def _stances(facts: Facts, names: dict[str, str], rows: pd.DataFrame) -> Blocks:
    """Return what is documented of States beside the lists."""
    if rows.empty:
        return ()
    texts = probabilities.text_names(facts.instruments)
    urls = facts.evidence.set_index("evidence_id")["url"]
    words = pd.DataFrame(
        {
            "when": [i18n.partial_date(text) for text in rows["date_text"]],
            "name": [names.get(iso3, iso3) for iso3 in rows["iso3"]],
            "fact": [vocabulary.word(vocabulary.STANCES, fact) for fact in rows["fact"]],
            "text": [texts[key] for key in rows["instrument_id"]],
            "source": rows["evidence_id"].map(urls),
            "evidence_id": rows["evidence_id"],
        }
    )
    columns = {
        "when": _("When"),
        "name": _("State"),
        "fact": _("What is on record"),
        "text": _("Text"),
    }
    title = _("What is documented of States")
    return _listed("stances", title, words, columns, rows["evidence_id"])


def _listed(
    key: str,
    title: str,
    words: pd.DataFrame,
    columns: dict[str, str],
    documents: Iterable[str],
) -> Blocks:
    """Return what happened as a table of which each row leads to its document.

    Parameters
    ----------
    key, title : str
    words : DataFrame
        What is shown, and ``source``, the address of each row.
    columns : dict of str to str
        Headings of the columns before that of the source.
    documents : iterable of str
        What the rows rest on: keys of table ``evidence``.
    """
    return (
        Table(
            key=key,
            title=title,
            table=words,
            evidence=tuple(dict.fromkeys(documents)),
            columns=columns | {"source": _("Source")},
            styles={_("Source"): Link(_("open"))},
        ),
    )


def _unsure(facts: Facts, told: events.Events) -> Blocks:
    """Return what may have happened since or before, and of what no day is known."""
    texts = probabilities.text_names(facts.instruments)
    early = told.joined[~(told.joined["date_from"] >= told.since)]
    names = sorted({texts[key] for key in early["instrument_id"]}, key=i18n.sorting)
    said: list[str] = []
    if names:
        n = len(early)
        said.append(
            ngettext(
                "{n} signature may be of before or since: {texts}.",
                "{n} signatures may be of before or since: {texts}.",
                n,
            ).format(n=i18n.number(n), texts=i18n.listing(names))
        )
    n_undated = int((told.left_out["reason"] == "not_dated").sum())
    if n_undated:
        said.append(
            ngettext(
                "Of {n} roster the days of joining are not known for all members.",
                "Of {n} rosters the days of joining are not known for all members.",
                n_undated,
            ).format(n=i18n.number(n_undated))
        )
    return (Unknown(" ".join(said)),) if said else ()
