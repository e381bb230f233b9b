"""The steps from a vote to an endorsement, in words: what each is, and how it is answered."""

from __future__ import annotations

import pandas as pd

from dashboard import theme
from dashboard.i18n import _, mark
from dashboard.pages.instruments.funnel import figures as draw
from data.facts import Facts

ANSWERS = {
    "yes": mark("Yes"),
    "unknown": mark("Not known"),
    "no": mark("Not in favour, or not listed"),
}
NOT_IN_FAVOUR, NOT_LISTED = mark("Not in favour"), mark("Not listed")

STEP_WORDS = {
    "vote": mark("Voted yes on {text}"),
    "sponsors": mark("Sponsored {text}"),
    "outcome": mark("Endorsed {text}"),
    "declaration": mark("Endorsed {text}"),
    "forum": mark("Convened or took part in a forum"),
}


def in_words(facts: Facts, steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps with ``what`` each is, the ``text`` it is about, and its ``name``."""
    rosters = facts.instruments.set_index("instrument_id")
    symbols = facts.rollcalls.set_index("rollcall_id")["symbol"]
    what, texts = [], []
    for kind, ids in zip(steps["kind"], steps["ids"], strict=True):
        if kind == "rollcall":
            what.append("vote")
            texts.append(str(symbols[ids[0]]))
            continue
        of = rosters.loc[ids[0]]
        texts.append(_(str(of["short_name"])))
        what.append(
            {
                "resolution": "sponsors",
                "summit_outcome": "outcome",
                "political_declaration": "declaration",
            }.get(str(of["kind"]), "forum")
        )
    names = [_(STEP_WORDS[one]).format(text=text) for one, text in zip(what, texts, strict=True)]
    return steps.assign(what=what, text=texts, name=names)


def answers() -> list[theme.Category]:
    """Return the three answers with their words and looks."""
    return [
        theme.Category(key, _(label), style.colour, style.pattern, style.text_colour)
        for key, label in ANSWERS.items()
        for style in (draw.STYLES[key],)
    ]


def hover(steps: pd.DataFrame) -> list[str]:
    """Return what is shown on each step."""
    words = _(
        "{name}\nYes {yes}, not known {unknown}, not {no}\n"
        "Yes at this and every earlier step: {along}"
    )
    return [
        words.format(
            name=row["name"],
            yes=row["n_yes"],
            unknown=row["n_unknown"],
            no=row["n_no"],
            along=row["n_nested_yes"],
        )
        for row in steps.to_dict("records")
    ]


def answers_at(what: str) -> dict[str, str]:
    """Return the answers in words, as they are given at a kind of step."""
    no = NOT_IN_FAVOUR if what == "vote" else NOT_LISTED
    return {answer: _(word) for answer, word in {**ANSWERS, "no": no}.items()}
