"""Who stayed, did not return, is new or was never listed, from the first text to the last."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import coalition
from dashboard import i18n, theme
from dashboard.blocks import Block, Blocks, Cards, Chart, Folded, Heading, Link, Note, Table, Text
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.standing.headline.content import DOMAIN, TOPIC
from dashboard.pages.standing.texts import figures as draw
from dashboard.words import states
from data.facts import Facts


def blocks(facts: Facts) -> Blocks:
    """Return who stayed from text to text, with the names, and what is documented beside."""
    found = facts.recall(record.coalition_on, TOPIC, DOMAIN)
    texts = found.texts[found.texts["kind"] == coalition.SUMMIT]
    texts = texts.assign(title=texts["short_name"].map(_))
    full = texts[texts["is_full"]]
    first, last = full["title"].iloc[0], full["title"].iloc[-1]
    names = states.names(facts.states)
    frame = _in_words(found, texts, facts.states)
    chart = Chart(
        key="succession",
        title=_("UN members from the {first} to the {last}").format(first=first, last=last),
        figure=draw.strips(frame[frame["is_member"]], _headings(texts), tiers=_tiers()),
        table=frame,
        columns=_columns(texts),
        evidence=tuple(texts["evidence_id"]),
        summary=_summary_sentence(found, first, last),
        note=_note(found, texts, names),
        styles={_("Dossier"): Link(_("open"))},
    )
    return (
        Heading(_("Who stayed, who did not return, who is new")),
        chart,
        *_lists(found, names),
        *_documented(found, facts),
    )


def _in_words(found: coalition.Coalition, texts: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the States with what each text says of them, in words, by name."""
    frame = states.with_names(found.states, table)
    frame["tier_word"] = [vocabulary.word(vocabulary.TIERS, tier) for tier in frame["tier"]]
    frame["dossier"] = states.dossiers(frame["iso3"])
    for text in texts["instrument_id"]:
        frame[f"hover_{text}"] = [vocabulary.word(vocabulary.LISTINGS, at) for at in frame[text]]
    in_part = list(texts["instrument_id"][~texts["is_full"]])
    frame["order"] = frame["name"].map(i18n.sorting)
    frame = frame.sort_values([*in_part, "order"], ignore_index=True)
    return frame.sort_values("is_member", ascending=False, kind="stable", ignore_index=True)


def _headings(texts: pd.DataFrame) -> pd.DataFrame:
    """Return what stands above each strip."""
    headings = []
    for row in texts.to_dict("records"):
        text = _("{text}: {n}")
        if row["n_unnamed"]:
            text = _("{text}: {n}, of whom {named} known by name; the rest is hatched")
        elif row["n_others"]:
            text = _("{text}: {n}, of whom {members} UN members")
        headings.append(
            text.format(
                text=row["title"],
                n=i18n.number(row["n_endorsers"]),
                named=i18n.number(row["n_named"]),
                members=i18n.number(row["n_members"]),
            )
        )
    return pd.DataFrame({"key": texts["instrument_id"].to_numpy(), "heading": headings})


def _tiers() -> list[theme.Category]:
    """Return the tiers from left to right."""
    return [
        theme.Category(
            key,
            vocabulary.word(vocabulary.TIERS, key),
            style.colour,
            style.pattern,
            style.text_colour,
        )
        for key, style in theme.TIER_STYLES.items()
    ]


def _columns(texts: pd.DataFrame) -> dict[str, str]:
    """Return the columns of the table with their headings."""
    by_text = {
        f"hover_{key}": title
        for key, title in zip(texts["instrument_id"], texts["title"], strict=True)
    }
    before = {
        "name": _("State"),
        "group": _("Regional group"),
        "tier_word": _("From the first to the last"),
    }
    return before | by_text | {"dossier": _("Dossier")}


def _summary_sentence(found: coalition.Coalition, first: str, last: str) -> str:
    """Return what the chart shows, in one sentence."""
    n = found.return_tiers.tiers.set_index("tier")["n_members"]
    return _(
        "Of the UN members, {stayed} are on the {first} and on the {last}, {left} are only on "
        "the earlier, {new} only on the later, and {never} on neither."
    ).format(
        stayed=i18n.number(n["stayed"]),
        left=i18n.number(n["left"]),
        new=i18n.number(n["new"]),
        never=i18n.number(n["never"]),
        first=first,
        last=last,
    )


def _note(found: coalition.Coalition, texts: pd.DataFrame, names: dict[str, str]) -> str:
    """Return what a reader of the chart must know."""
    notes = [_("Not listed is not opposed.")]
    for row in texts[~texts["is_full"]].to_dict("records"):
        is_named = found.states[row["instrument_id"]] == "listed"
        again = found.states["iso3"][is_named & (found.states["tier"] == "new")]
        if len(again):
            text = ngettext(
                "Of those that are new, {names} is named on the {text}; of the others that is "
                "not known.",
                "Of those that are new, {names} are named on the {text}; of the others that is "
                "not known.",
                len(again),
            )
            notes.append(text.format(names=_listed(again, names), text=row["title"]))
    return " ".join(notes)


def _lists(found: coalition.Coalition, names: dict[str, str]) -> Blocks:
    """Return the names of the States of each tier, the members by name and the others apart."""
    tiers = found.states.groupby("tier")
    cards = []
    for key in ("left", "stayed", "new"):
        if key not in tiers.groups:
            continue
        group = tiers.get_group(key)
        members = group["iso3"][group["is_member"]]
        others = group["iso3"][~group["is_member"]]
        word = vocabulary.word(vocabulary.TIERS, key)
        card: list[Block] = [
            Text(f"**{word}: {i18n.number(len(members))}**"),
            Text(_linked(members, names)),
        ]
        if len(others):
            card.append(Note(_("Not a UN member: {names}").format(names=_linked(others, names))))
        cards.append(tuple(card))
    never = _never(tiers.get_group("never"), names) if "never" in tiers.groups else ()
    return (Cards("names", tuple(cards)), *never)


def _never(group: pd.DataFrame, names: dict[str, str]) -> Blocks:
    """Return the names of the States that were never listed, by regional group."""
    word = vocabulary.word(vocabulary.TIERS, "never")
    inside: list[Block] = []
    for code, words in states.group_names().items():
        members = group["iso3"][group["un_region_group_code"] == code]
        if len(members):
            inside.append(Text(f"**{words}: {i18n.number(len(members))}**"))
            inside.append(Text(_linked(members, names)))
    return (Folded("names_never", f"{word}: {i18n.number(len(group))}", tuple(inside)),)


def _documented(found: coalition.Coalition, facts: Facts) -> Blocks:
    """Return what is documented of States beside the lists: attended, not invited, and the like."""
    if found.stances.empty:
        return ()
    return (
        Table(
            key="documented",
            title=_("Documented beside the lists"),
            table=_stances(found, facts),
            evidence=tuple(found.stances["evidence_id"]),
            columns={
                "name": _("State"),
                "fact_word": _("Fact"),
                "text": _("Text"),
                "when": _("Date"),
                "quality": _("Source is"),
                "source": _("Source"),
            },
            styles={_("Source"): Link(_("open"))},
        ),
    )


def _stances(found: coalition.Coalition, facts: Facts) -> pd.DataFrame:
    """Return what is documented beside the lists, in words."""
    evidence = facts.evidence.set_index("evidence_id")
    title = found.texts.set_index("instrument_id")["short_name"].map(_)
    frame = states.with_names(found.stances, facts.states)
    frame["fact_word"] = [vocabulary.word(vocabulary.STANCES, fact) for fact in frame["fact"]]
    frame["text"] = frame["instrument_id"].map(title)
    frame["when"] = frame["date_text"].map(i18n.partial_date)
    frame["quality"] = [
        vocabulary.word(vocabulary.CONFIDENCES, code) for code in frame["confidence"]
    ]
    frame["source"] = frame["evidence_id"].map(evidence["url"])
    return frame


def _linked(iso3: pd.Series, names: dict[str, str]) -> str:
    """Return the names of States as links to their dossiers, in alphabetical order."""
    pages = dict(zip(iso3, states.dossiers(iso3), strict=True))
    return ", ".join(f"[{names[key]}]({pages[key]})" for key in names if key in pages)


def _listed(iso3: pd.Series, names: dict[str, str]) -> str:
    """Return the names of States in one line, in alphabetical order."""
    chosen = set(iso3)
    return i18n.listing([name for key, name in names.items() if key in chosen])
