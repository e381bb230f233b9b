"""How the process grew: a sentence, its lines, the world at each step, and who came and went."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import growth
from dashboard import i18n, theme
from dashboard.blocks import Block, Blocks, Chart, Finding, Heading, Table, Words
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.trends.growth import figures as draw
from dashboard.words import standing_in_words, states
from data.facts import Facts

TOPICS = ("aimd", "laws")
"""Votes on these are shown, the subject of the process first."""
DOMAIN = "military AI"
N_NAMED = 3
"""So many States are named at a point of a line; the table names all."""
NAMES_PX = 360
BELOW_PX = {"votes": 44, "outcomes": 52}
"""How far below its point a remark stands, so that it is clear of the lines there."""


def blocks(facts: Facts) -> Blocks:
    """Return how the process grew, in a sentence, as lines and from step to step."""
    found = facts.recall(record.growth_of, TOPICS, DOMAIN)
    rows = _rows(facts, found)
    return (
        Finding(finding_sentence(found)),
        _lines(
            rows,
            _remarks(facts, found, rows),
            ("votes", "sponsors"),
            key="trends_votes",
            title=_("In the General Assembly: States in favour, and sponsors"),
        ),
        _lines(
            rows,
            _remarks(facts, found, rows),
            ("outcomes", "members"),
            key="trends_texts_joined",
            title=_("On the texts and in the partnership"),
        ),
        Heading(
            _("The world from step to step"),
            _("Press Play, or move the slider: every summit text, declaration and vote in turn."),
        ),
        _steps(facts, found),
        _changes(facts, found),
    )


def finding_sentence(found: growth.Growth) -> str:
    """Return from what to what the votes, the sponsors and the summits' texts went."""
    sentences = {
        f"votes:{TOPICS[0]}": _(
            "States in favour of the resolution on AI in the military domain went from **{first}** "
            "({year_first}) to **{last}** ({year_last})"
        ),
        f"sponsors:{TOPICS[0]}": _("its sponsors from **{first}** to **{last}**"),
        f"outcomes:{DOMAIN}": _(
            "States on the summit's text from **{first}** ({year_first}) to **{last}** "
            "({year_last})"
        ),
    }
    said = [
        text.format(
            first=i18n.number(of_line["n"].iloc[0]),
            last=i18n.number(of_line["n"].iloc[-1]),
            year_first=of_line["day"].iloc[0].year,
            year_last=of_line["day"].iloc[-1].year,
        )
        for line, text in sentences.items()
        if len(of_line := found.points[found.points["line"] == line])
    ]
    return i18n.listing(said) + "."


def _rows(facts: Facts, found: growth.Growth) -> pd.DataFrame:
    """Return the points in words."""
    titles = _titles(facts)
    rows = found.points.rename(columns={"line": "key", "key": "of"})
    rows = rows.assign(
        x=rows["day"],
        y=rows["n"],
        is_stair=rows["measure"] == "members",
        name=rows["key"].map(_names(facts, found)),
        title=rows["of"].map(titles),
        day_word=rows["day"].map(i18n.day),
        known=[_("by name") if named else _("the number only") for named in rows["is_named"]],
    )
    rows["hover"] = [
        _("{line} · {title}, {day}: {n} ({known})").format(
            line=row["name"],
            title=row["title"],
            day=row["day_word"],
            n=i18n.number(row["n"]),
            known=row["known"],
        )
        for row in rows.to_dict("records")
    ]
    return rows


def _titles(facts: Facts) -> dict[str, str]:
    """Return every text and resolution in short."""
    instruments, rollcalls = facts.instruments, facts.rollcalls
    cast = rollcalls[rollcalls["body"].eq("plenary").to_numpy(dtype=bool)]
    return {
        **{
            str(key): _(name)
            for key, name in zip(
                instruments["instrument_id"], instruments["short_name"], strict=True
            )
        },
        **dict(zip(cast["rollcall_id"].astype(str), cast["symbol"].astype(object), strict=True)),
    }


def _subjects() -> dict[str, str]:
    """Return the topics in a word or two."""
    return {"aimd": _("military AI"), "laws": _("autonomous weapons")}


def _names(facts: Facts, found: growth.Growth) -> dict[str, str]:
    """Return the name of each line."""
    titles = _titles(facts)
    measures = {
        "votes": _("In favour: {subject}"),
        "sponsors": _("Sponsors: {subject}"),
        "outcomes": _("Summit texts"),
        "members": "{subject}",
    }
    names = {}
    for line, measure in zip(found.points["line"], found.points["measure"], strict=True):
        of = str(line).partition(":")[2]
        names[str(line)] = measures[measure].format(subject=_subjects().get(of) or titles.get(of))
    return names


def _lines(
    rows: pd.DataFrame,
    remarks: pd.DataFrame,
    measures: tuple[str, ...],
    *,
    key: str,
    title: str,
) -> Chart:
    """Return the lines of some measures as a chart with its table."""
    shown = rows[rows["measure"].isin(measures)]
    order = shown.drop_duplicates("key", keep="last").sort_values("y", ascending=False)
    names = dict(zip(order["key"], order["name"], strict=True))
    ends = [
        _("{line}: {n}").format(line=name, n=i18n.number(n))
        for name, n in zip(order["name"], order["n"], strict=True)
    ]
    return Chart(
        key=key,
        title=title,
        figure=draw.lines(
            shown,
            names=names,
            remarks=remarks[remarks["measure"].isin(measures)],
            axis=_("Number of States"),
        ),
        table=shown,
        columns={
            "name": _("Line"),
            "title": _("Text"),
            "day_word": _("Day"),
            "n": _("States"),
            "known": _("Known"),
        },
        evidence=tuple(shown["evidence_id"].dropna().unique()),
        summary=i18n.listing(ends),
        note=_note(shown),
    )


def _note(shown: pd.DataFrame) -> str:
    """Return what a reader must know of some lines, in sentences."""
    notes = [_("Kinds are never added up.")]
    if not shown["is_named"].all():
        notes.append(_("A hollow mark is a number whose names no source gives."))
    if shown["is_stair"].any():
        notes.append(_("A text that can be joined on any day grows in steps."))
    return " ".join(notes)


def _remarks(facts: Facts, found: growth.Growth, rows: pd.DataFrame) -> pd.DataFrame:
    """Return who moved against the first topic, and how many came and went at each summit text."""
    names = states.names(facts.states)
    height = rows.drop_duplicates("of").set_index("of")["y"]
    remarks = []
    for change in found.changes.to_dict("records"):
        measure = str(change["line"]).partition(":")[0]
        if measure == "outcomes":
            text = _("+{came} −{gone}").format(
                came=i18n.number(len(change["came"])), gone=i18n.number(len(change["gone"]))
            )
        elif change["line"] == f"votes:{TOPICS[0]}" and change["opposed"]:
            text = _("{states}:\nnow against").format(states=_few(names, change["opposed"]))
        else:
            continue
        remarks.append(
            {
                "measure": measure,
                "x": change["day"],
                "y": height[change["key"]],
                "text": text,
                "below": BELOW_PX[measure],
            }
        )
    return pd.DataFrame(remarks, columns=["measure", "x", "y", "text", "below"])


def _few(names: dict[str, str], iso3: tuple[str, ...]) -> str:
    """Return the names of some States; of many, the first few and how many more."""
    told = sorted((names[each] for each in iso3), key=i18n.sorting)
    if len(told) <= N_NAMED:
        return i18n.listing(told)
    more = len(told) - N_NAMED
    return i18n.listing(
        [*told[:N_NAMED], ngettext("{n} more", "{n} more", more).format(n=i18n.number(more))]
    )


def _steps(facts: Facts, found: growth.Growth) -> Block:
    """Return the world at each vote, summit text, declaration and partnership known by names."""
    asked = found.points[found.points["measure"] != "sponsors"].sort_values("day", kind="stable")
    latest = asked.drop_duplicates("key", keep="last")
    titles = _titles(facts)
    shown: dict[str, pd.DataFrame] = {}
    rows = []
    for point in latest.to_dict("records"):
        stand = facts.recall(
            record.rollcall if point["measure"] == "votes" else record.roster, str(point["key"])
        )
        if not stand.states["category"].ne("unknown").any():
            continue
        listed = standing_in_words.rows(stand, facts.states, facts.evidence, is_member=True)
        title = f"{point['day'].year} · {titles[str(point['key'])]}"
        shown[title] = standing_in_words.on_map(listed, facts.states)
        rows.append(listed.assign(step=title))
    return Chart(
        key="trends_steps",
        title=_("The world, step by step; last: {title}").format(title=list(shown)[-1]),
        figure=draw.steps(
            shown,
            facts.tiles,
            categories=_categories(shown),
            play=_("Play"),
            pause=_("Pause"),
        ),
        table=_by_step(rows),
        evidence=tuple(latest["evidence_id"].dropna().unique()),
        summary=_("A tile for each UN member, at {steps}.").format(steps=i18n.listing(list(shown))),
        note=_("Not listed is not opposed; where names are not known, the tile says so."),
    )


def _by_step(rows: list[pd.DataFrame]) -> pd.DataFrame:
    """Return a row a State and a column a step, in words."""
    long = pd.concat(rows)
    order = list(dict.fromkeys(long["step"]))
    wide = long.pivot_table(
        index=["name", "group"], columns="step", values="position", aggfunc="first"
    )[order].reset_index()
    wide = wide.sort_values("name", key=lambda names: names.map(i18n.sorting), ignore_index=True)
    wide.columns = [_("State"), _("Regional group"), *order]
    return wide


def _categories(shown: dict[str, pd.DataFrame]) -> list[theme.Category]:
    """Return the positions that occur at some step: in votes, on rosters, what is not known."""
    occurring = {key for each in shown.values() for key in each["category"].dropna().unique()}
    of_rosters = [
        theme.Category(
            key,
            vocabulary.word(vocabulary.LISTINGS, key),
            style.colour,
            style.pattern,
            style.text_colour,
        )
        for key, style in theme.LISTING_STYLES.items()
    ]
    of_votes = [each for each in standing_in_words.position_categories() if each.key != "unknown"]
    return [each for each in (*of_votes, *of_rosters) if each.key in occurring]


def _changes(facts: Facts, found: growth.Growth) -> Table:
    """Return who came and went, and who now votes against, from each step to the next."""
    names, titles = states.names(facts.states), _titles(facts)

    def named(iso3: tuple[str, ...]) -> str:
        return ", ".join(sorted((names[each] for each in iso3), key=i18n.sorting))

    rows = found.changes.sort_values("day", ascending=False, kind="stable")
    table = pd.DataFrame(
        {
            "day": rows["day"].map(i18n.day),
            "text": rows["key"].map(titles),
            "before": rows["key_from"].map(titles),
            **{column: rows[column].map(named) for column in ("came", "gone", "opposed")},
        }
    )
    documents = found.points[found.points["key"].isin([*rows["key"], *rows["key_from"]])]
    return Table(
        key="trends_came_and_went",
        title=_("Who came and who went, from step to step"),
        table=table,
        evidence=tuple(documents["evidence_id"].dropna().unique()),
        columns={
            "day": _("Day"),
            "text": _("Text"),
            "before": _("Compared with"),
            "came": _("Came"),
            "gone": _("Gone"),
            "opposed": _("Now against"),
        },
        styles={_("Came"): Words(width=NAMES_PX), _("Gone"): Words(width=NAMES_PX)},
        note=_(
            "Came: in favour, or on the text, and not so before. Gone: no longer, whatever the "
            "State did instead; an absence is no opposition."
        ),
    )
