"""Through whom a State is reached, in the reader's words: the answer, the list, what is unknown."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analytics.network import go_betweens, replication, shared_forums, split_half
from dashboard import i18n
from dashboard.i18n import _, mark, ngettext
from dashboard.words import states

N_DRAWN = 8
"""States in the pictures: more do not fit beside one another."""

N_FORUMS = 4
"""Forums named in a cell; the others are counted."""

OBSTACLES = {
    "is_us": mark("{target} is one of us. Choose another State to reach."),
    "target_unknown": mark(
        "{target} is on none of these texts: nothing can be said. Choose more sessions or a wider "
        "subject."
    ),
    "ours_unknown": mark(
        "We are on none of these texts: nothing can be said. Choose others for whom you ask, more "
        "sessions or a wider subject."
    ),
    "too_few_shared": mark(
        "{target} and we share too few of these texts to be compared. Choose more sessions or a "
        "wider subject."
    ),
}
"""By the key of `go_betweens.obstacle`."""

Row = Mapping[Hashable, Any]


def finding_sentence(
    found: go_betweens.GoBetweens, names: Mapping[str, str], text: str, kind: str
) -> str:
    """Return who could carry a message, in a few plain sentences.

    Parameters
    ----------
    found : GoBetweens
    names : mapping of str to str
        iso3 to the name of the State.
    text : str
        Name of the text by which States stand with us.
    kind : str
        ``votes`` or ``rosters``.
    """
    frame = found.states[found.states["is_with_us"]]
    target = names[found.target]
    sure = frame[frame["is_first"]]
    if sure.empty:
        return " ".join(
            [
                _nobody_sentence(frame, names, target, text),
                _direct_tie_sentence(found, target, kind),
            ]
        )
    shown = sure.head(go_betweens.N_FIRST)
    listed = i18n.listing([names[iso3] for iso3 in shown["iso3"]])
    opening = ngettext(
        "**{names}** could carry a message to {target}: it is closer to {target} than we are, and "
        "closer to us than {target} is.",
        "**{names}** could carry a message to {target}: each is closer to {target} than we are, "
        "and closer to us than {target} is.",
        len(shown),
    ).format(names=listed, target=target)
    parts = [opening, _first_ties_sentence(shown.to_dict("records")[0], names, target, kind)]
    parts.append(_direct_tie_sentence(found, target, kind))
    if len(sure) > len(shown):
        more = len(sure) - len(shown)
        parts.append(
            ngettext(
                "{n} other State that stands with us cannot be told from them.",
                "{n} other States that stand with us cannot be told from them.",
                more,
            ).format(n=i18n.number(more))
        )
    elif len(shown) > 1:
        parts.append(_("By these texts none of them can be put before the others."))
    return " ".join(parts)


def rows(
    found: go_betweens.GoBetweens,
    table: pd.DataFrame,
    forums: shared_forums.Forums,
    with_us: shared_forums.WithUs,
) -> pd.DataFrame:
    """Return every State that can be compared, in words, in the order of the result.

    Parameters
    ----------
    found : GoBetweens
    table : DataFrame
        Table ``states``.
    forums : Forums
    with_us : WithUs
    """
    frame = states.with_names(found.states, table)
    shared = shared_forums.with_both(forums, frame["iso3"].tolist(), found.target, found.ours)
    frame = frame.merge(shared, left_on="iso3", right_index=True)
    records = frame.to_dict("records")
    frame["verdict"] = [_verdict(row) for row in records]
    for side in ("target", "us"):
        frame[f"tie_{side}"] = [
            f"{amount(row[f'n_same_{side}'], row[f'n_texts_{side}'])} "
            f"{interval(row[f'low_{side}'], row[f'high_{side}'])}".strip()
            for row in records
        ]
    frame["place"] = [_rank_interval(row) for row in records]
    frame["forums_target"] = [_forums(row["with_target"], forums.names) for row in records]
    frame["forums_us"] = [_forums(row["with_us"], forums.names) for row in records]
    frame["listed"] = np.where(frame["is_with_us"], _("yes"), _("not listed"))
    frame["sponsored"] = np.where(frame["iso3"].isin(list(with_us.sponsors)), _("yes"), _("no"))
    frame["dossier"] = states.dossiers(frame["iso3"])
    return frame


def rows_to_draw(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that pictures have room for: those that stand with us, strongest first."""
    return rows[rows["is_with_us"]].head(N_DRAWN)


def amount(n_same: float, n_texts: float) -> str:
    """Return on how many texts two went the same way: a share where one of them is several."""
    if float(n_same).is_integer():
        return _("{n} of {m}").format(n=i18n.number(n_same), m=i18n.number(n_texts))
    share = n_same / n_texts
    return _("{share} of {m}").format(share=i18n.per_cent(share), m=i18n.number(n_texts))


def interval(low: float, high: float) -> str:
    """Return an interval of shares in brackets; empty where there is none."""
    if math.isnan(low):
        return ""
    return f"({i18n.number(100 * low)}–{i18n.per_cent(high)})"


def note(found: go_betweens.GoBetweens, forums: shared_forums.Forums, text: str, kind: str) -> str:
    """Return what the list rests on and what is left out, in a few sentences."""
    what = {
        "votes": _(
            "Closeness is the share of texts on which two voted alike, of each text the latest "
            "contested vote; who did not vote is left out of it."
        ),
        "rosters": _(
            "Closeness is the share of rosters that list both, of those that list either; only "
            "rosters known in full count."
        ),
    }[kind]
    parts = [
        what,
        _(
            "“Between” holds beyond chance in both directions: at most {rate} of the States called "
            "so are expected not to be (false discovery rate by Benjamini and Hochberg, over the "
            "{n} States on {text} and over the {m} others). Intervals of 90% from texts drawn "
            "again."
        ).format(
            rate=i18n.per_cent(found.rate),
            n=i18n.number(found.n_asked[0]),
            m=i18n.number(found.n_asked[1]),
            text=text,
        ),
    ]
    if len(found.left_out):
        parts.append(
            ngettext(
                "{n} State shares too few of the texts.",
                "{n} States share too few of the texts.",
                len(found.left_out),
            ).format(n=i18n.number(len(found.left_out)))
        )
    parts.append(
        ngettext(
            "Of {n} forum no names are known: who sits there is unknown.",
            "Of {n} forums no names are known: who sits there is unknown.",
            forums.n_nameless,
        ).format(n=i18n.number(forums.n_nameless))
    )
    return " ".join(parts)


def closeness_test_sentence(found: split_half.SplitHalf | None, target: str) -> str:
    """Return whether who is closest by some texts is so by others, in a few sentences."""
    if found is None:
        return _(
            "There are too few texts or States here to test whether who is close to {target} by "
            "some texts is so by others: read the list as a record, not as a forecast."
        ).format(target=target)
    kept = i18n.number(split_half.N_FIRST * found.kept, decimals=1)
    text = _(
        "**Does closeness last?** Half of the texts foretell the order of closeness to {target} by "
        "the other half with a rank correlation of **{correlation}** ({low} to {high}; 1 is the "
        "same order, 0 is chance). Of the {n} closest by one half **{kept}** are among the {n} "
        "closest by the other ({kept_low} to {kept_high}); by chance it would be {chance}."
    ).format(
        target=target,
        correlation=_decimal(found.correlation),
        low=_decimal(found.correlation_low),
        high=_decimal(found.correlation_high),
        n=i18n.number(split_half.N_FIRST),
        kept=kept,
        kept_low=i18n.number(split_half.N_FIRST * found.kept_low, decimals=1),
        kept_high=i18n.number(split_half.N_FIRST * found.kept_high, decimals=1),
        chance=i18n.number(split_half.N_FIRST * found.chance, decimals=1),
    )
    return f"{text} " + _("So trust who is near and who is far, not who exactly comes first.")


def go_between_test_sentence(found: replication.Replication | None, text: str) -> str:
    """Return whether go-betweens last, in one sentence; empty where it cannot be tested."""
    if found is None or not found.n_found:
        return ""
    return _(
        "Of {n} go-betweens found by one half, towards any State, **{held}** stand between by the "
        "other half too; of all States on {text} {share} do."
    ).format(
        n=i18n.number(found.n_found),
        held=i18n.number(found.n_held),
        text=text,
        share=i18n.per_cent(found.n_all_held / found.n_all),
    )


def shared_forums_sentence(rows: pd.DataFrame, target: str) -> str:
    """Return in which forums the first sit with the target, in one sentence; empty for nobody.

    Parameters
    ----------
    rows : DataFrame
        As from `rows`.
    target : str
        Name of the State to reach.
    """
    first = rows[rows["is_with_us"] & rows["is_first"]].head(go_betweens.N_FIRST)
    if first.empty:
        return ""
    shares = first["with_target"].map(len) > 0
    sentences = []
    if shares.any():
        parts = [
            f"{row['name']}: {row['forums_target']}" for row in first[shares].to_dict("records")
        ]
        sentences.append(
            _("Forums with {target}: {parts}.").format(target=target, parts="; ".join(parts))
        )
    if not shares.all():
        sentences.append(
            _("No forum is known in which {names} and {target} sit together.").format(
                names=i18n.listing(first.loc[~shares, "name"].tolist()), target=target
            )
        )
    n_unknown = int(first["n_unknown"].sum())
    if n_unknown:
        sentences.append(
            ngettext(
                "Of {n} forum it is unknown, since not all names are.",
                "Of {n} forums it is unknown, since not all names are.",
                n_unknown,
            ).format(n=i18n.number(n_unknown))
        )
    return " ".join(sentences)


def outsiders_sentence(found: go_betweens.GoBetweens, names: Mapping[str, str], text: str) -> str:
    """Return who is between and does not stand with us, in one sentence; empty for nobody."""
    frame = found.states[~found.states["is_with_us"] & found.states["is_between"]]
    if frame.empty:
        return ""
    shown = [names[iso3] for iso3 in frame["iso3"].head(go_betweens.N_FIRST)]
    if len(frame) <= len(shown):
        return _("Between us too, but not on {text}: {names}.").format(
            names=i18n.listing(shown), text=text
        )
    return _("Between us too, but not on {text}: {n} States, such as {names}.").format(
        n=i18n.number(len(frame)), names=i18n.listing(shown), text=text
    )


def _nobody_sentence(frame: pd.DataFrame, names: Mapping[str, str], target: str, text: str) -> str:
    """Return that nobody is between, and who of those with us is closest to the target."""
    if frame.empty:
        return _("**No State on {text} can be compared with both.**").format(text=text)
    near = frame.sort_values(["share_target", "iso3"], ascending=[False, True])
    listed = [
        f"{names[row['iso3']]} ({amount(row['n_same_target'], row['n_texts_target'])})"
        for row in near.head(go_betweens.N_FIRST).to_dict("records")
    ]
    return _(
        "**Of the {n} States on {text} none can be shown to stand between us and {target}:** what "
        "sets them apart could be chance. Closest to {target} among them: {names}."
    ).format(n=i18n.number(len(frame)), text=text, target=target, names=i18n.listing(listed))


def _first_ties_sentence(row: Row, names: Mapping[str, str], target: str, kind: str) -> str:
    """Return the two ties of the first go-between."""
    text = {
        "votes": _("{name} voted as {target} did on {to_target} texts and as we did on {to_us}."),
        "rosters": _("{name} shares {to_target} rosters with {target} and {to_us} with us."),
    }[kind]
    return text.format(
        name=names[row["iso3"]],
        target=target,
        to_target=amount(row["n_same_target"], row["n_texts_target"]),
        to_us=amount(row["n_same_us"], row["n_texts_us"]),
    )


def _direct_tie_sentence(found: go_betweens.GoBetweens, target: str, kind: str) -> str:
    """Return how close we are to the target ourselves."""
    text = {
        "votes": _("{target} and we voted alike on {direct}."),
        "rosters": _("{target} and we share {direct} rosters."),
    }[kind]
    return text.format(target=target, direct=amount(found.direct.n_same, found.direct.n_texts))


def _verdict(row: Row) -> str:
    if row["is_first"]:
        return _("between, among the first")
    return _("between") if row["is_between"] else _("not beyond chance")


def _rank_interval(row: Row) -> str:
    """Return the interval of the rank, in words."""
    if math.isnan(row["rank_low"]):
        return i18n.number(row["rank"])
    low, high = (i18n.number(row[name]) for name in ("rank_low", "rank_high"))
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def _forums(keys: tuple[str, ...], names: Mapping[str, str]) -> str:
    """Return forums by name, those with fewest members first; the rest are counted."""
    if not keys:
        return _("none known")
    named = ", ".join(_(names[key]) for key in keys[:N_FORUMS])
    more = len(keys) - N_FORUMS
    return named if more <= 0 else named + _(" and {n} more").format(n=i18n.number(more))


def _decimal(value: float) -> str:
    return "—" if math.isnan(value) else i18n.number(value, decimals=2)
