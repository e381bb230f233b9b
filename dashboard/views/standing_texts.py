"""Who stayed, did not return, is new or was never listed, from the first text to the last."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.record import coalition
from dashboard import i18n, once, show, states, theme
from dashboard.figures import succession as draw
from dashboard.i18n import _, ngettext, vocabulary
from data.facts import current_facts


def part(found: coalition.Coalition, table: pd.DataFrame) -> None:
    """Draw the part of the page on the sequence of summit texts.

    Parameters
    ----------
    found : Coalition
    table : DataFrame
        Table ``states``.
    """
    texts = found.texts[found.texts["kind"] == coalition.SUMMIT]
    texts = texts.assign(title=texts["short_name"].map(_))
    full = texts[texts["is_full"]]
    first, last = full["title"].iloc[0], full["title"].iloc[-1]
    names = once.in_words(("names",), lambda: states.names(table))
    frame, chart = once.in_words(("succession",), lambda: _drawn(found, texts, table))
    show.heading(_("Who stayed, who did not return, who is new"))
    show.figure(
        chart,
        key="succession",
        title=_("UN members from the {first} to the {last}").format(first=first, last=last),
        table=frame,
        columns=_columns(texts),
        evidence=texts["evidence_id"],
        summary=_summary(found, first, last),
        note=_note(found, texts, names),
        config={_("Dossier"): show.link(_("open"))},
    )
    _lists(found, names)
    _documented(found, table)


def _drawn(
    found: coalition.Coalition, texts: pd.DataFrame, table: pd.DataFrame
) -> tuple[pd.DataFrame, go.Figure]:
    """Return the States in words, and as a chart."""
    frame = _in_words(found, texts, table)
    members = frame[frame["is_member"]]
    return frame, draw.strips(members, _headings(texts), tiers=_tiers())


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
    before = {"name": _("State"), "group": _("Regional group"), "tier_word": _("So")}
    return before | by_text | {"dossier": _("Dossier")}


def _summary(found: coalition.Coalition, first: str, last: str) -> str:
    """Return what the chart shows, in one sentence."""
    n = found.succession.tiers.set_index("tier")["n_members"]
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


def _lists(found: coalition.Coalition, names: dict[str, str]) -> None:
    """Draw the names of the States of each tier, the members by name and the others apart."""
    tiers = found.states.groupby("tier")
    with st.container(horizontal=True, gap="medium", key="names"):
        for key in ("left", "stayed", "new"):
            if key not in tiers.groups:
                continue
            group = tiers.get_group(key)
            members = group["iso3"][group["is_member"]]
            others = group["iso3"][~group["is_member"]]
            with st.container(border=True, width="stretch", height="stretch"):
                word = vocabulary.word(vocabulary.TIERS, key)
                st.markdown(f"**{word}: {i18n.number(len(members))}**")
                st.markdown(_linked(members, names))
                if len(others):
                    apart = _("Not a UN member: {names}").format(names=_linked(others, names))
                    st.caption(apart)
    if "never" in tiers.groups:
        _never(tiers.get_group("never"), names)


def _never(group: pd.DataFrame, names: dict[str, str]) -> None:
    """Draw the names of the States that were never listed, by regional group."""
    word = vocabulary.word(vocabulary.TIERS, "never")
    with (
        st.expander(f"{word}: {i18n.number(len(group))}"),
        st.container(key="names_never"),
    ):
        for code, words in states.group_names().items():
            members = group["iso3"][group["un_region_group_code"] == code]
            if len(members):
                st.markdown(f"**{words}: {i18n.number(len(members))}**")
                st.markdown(_linked(members, names))


def _documented(found: coalition.Coalition, table: pd.DataFrame) -> None:
    """Draw what is documented of States beside the lists: attended, not invited, and the like."""
    if found.stances.empty:
        return
    frame = once.in_words(("documented",), lambda: _stances(found, table))
    show.table(
        frame,
        key="documented",
        title=_("Documented beside the lists"),
        evidence=found.stances["evidence_id"],
        columns={
            "name": _("State"),
            "fact_word": _("Fact"),
            "text": _("Text"),
            "when": _("Date"),
            "quality": _("Source is"),
            "source": _("Source"),
        },
        config={_("Source"): show.link(_("open"))},
    )


def _stances(found: coalition.Coalition, table: pd.DataFrame) -> pd.DataFrame:
    """Return what is documented beside the lists, in words."""
    facts = current_facts()
    evidence = facts.evidence.set_index("evidence_id")
    title = found.texts.set_index("instrument_id")["short_name"].map(_)
    frame = states.with_names(found.stances, table)
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
