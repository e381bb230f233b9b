"""What is said first of a State: how it voted, what it sponsored, which texts list it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.record import headline
from dashboard import i18n
from dashboard.blocks import Tile
from dashboard.i18n import _, mark, vocabulary
from dashboard.pages.state import dossier_in_words

VOTED = {
    "Y": mark("voted for {texts}"),
    "N": mark("voted against {texts}"),
    "A": mark("abstained on {texts}"),
    "X": mark("did not vote on {texts}"),
}

SPONSORED = {
    "main_sponsor": mark("tabled {texts}"),
    "sponsor": mark("sponsored {texts}"),
    "additional_sponsor": mark("joined the sponsors of {texts} later"),
    "not_listed": mark("is not among the sponsors of {texts}"),
}

STANDS = {
    "listed": mark("is listed on {texts}"),
    "organiser": mark("convened {texts}"),
    "former": mark("is no longer listed on {texts}"),
    "not_listed": mark("is not listed on {texts}"),
}

NO_SPONSOR = {
    "not_listed": mark("Not a sponsor"),
    "unknown": mark("Sponsors not known"),
    headline.NO_LIST: mark("Sponsors not known"),
}


def finding_sentence(name: str, state: pd.Series, first: headline.Headline) -> str:
    """Return in a few sentences how a State voted, what it sponsored and which texts list it.

    Parameters
    ----------
    name : str
        Of the State.
    state : Series
        Its row of the table ``states``.
    first : Headline
    """
    if state["un_membership"] == "former":
        return _(
            "**{state}** no longer exists; the record holds its votes in the General Assembly."
        ).format(state=name)
    texts = first.texts.assign(name=first.texts["short_name"].map(_))
    stands = _clauses(STANDS, texts["category"], texts["name"])
    votes = [_("has no vote in the General Assembly")]
    sponsored: list[str] = []
    if state["un_membership"] == "member":
        votes = _clauses(VOTED, first.votes["vote"], first.votes["symbol"])
        sponsored = _clauses(SPONSORED, first.votes["sponsorship"], first.votes["symbol"])
    sentences = [_("**{state}** {clauses}.").format(state=name, clauses=i18n.listing(votes))]
    sentences += [
        _("It {clauses}.").format(clauses=i18n.listing(clauses))
        for clauses in (sponsored, stands)
        if clauses
    ]
    has_fact = texts["fact"].notna()
    facts = [
        _("{fact} ({text})").format(fact=vocabulary.word(vocabulary.STANCES, fact), text=text)
        for fact, text in zip(texts["fact"][has_fact], texts["name"][has_fact], strict=True)
    ]
    if facts:
        sentences.append(_("Also documented: {facts}.").format(facts="; ".join(facts)))
    unknown = texts["name"][(texts["category"] == "unknown") & ~has_fact].tolist()
    if unknown:
        sentences.append(
            _("Whether it joined {texts} is not known.").format(texts=i18n.listing(unknown))
        )
    return " ".join(sentences)


def standing_line(state: pd.Series) -> str:
    """Return a State's regional group and its place in the United Nations, in one line."""
    parts = []
    if isinstance(state["un_region_group_code"], str):
        parts.append(vocabulary.word(vocabulary.GROUPS, state["un_region_group_code"]))
    if state["un_membership"] == "member":
        parts.append(_("UN member since {year}").format(year=state["un_member_since_year"]))
    else:
        parts.append(vocabulary.word(vocabulary.MEMBERSHIPS, str(state["un_membership"])))
    return " · ".join(parts)


def tiles(state: pd.Series, first: headline.Headline) -> tuple[Tile, ...]:
    """Return the votes and texts of a headline as tiles: label, value, and when; then a remark.

    Parameters
    ----------
    state : Series
        Row of the table ``states``; who is no UN member has no votes.
    first : Headline
    """
    votes = first.votes.fillna({"vote": "unknown"}).to_dict("records")
    texts = first.texts.fillna({"fact": ""}).to_dict("records")
    cast = tuple(
        Tile(
            str(row["symbol"]),
            dossier_in_words.position(str(row["vote"])),
            _dated(
                i18n.day(row["vote_date"]),
                vocabulary.word(vocabulary.ROLES | NO_SPONSOR, str(row["sponsorship"])),
            ),
        )
        for row in votes
    )
    joined = tuple(
        Tile(
            _(str(row["short_name"])),
            (
                f"{dossier_in_words.GLYPHS[row['category']]} "
                f"{vocabulary.word(vocabulary.LISTINGS, row['category'])}"
            ),
            _dated(
                i18n.partial_date(row["date_text"]),
                vocabulary.word(vocabulary.STANCES, row["fact"]) if row["fact"] else "",
            ),
        )
        for row in texts
    )
    return cast + joined if state["un_membership"] == "member" else joined


def _dated(when: str, remark: str) -> str:
    """Return when a vote was held or a text opened, and what else is known of it."""
    return " · ".join(part for part in (when, remark) if part)


def _clauses(words: Mapping[str, str], codes: pd.Series, texts: pd.Series) -> list[str]:
    """Return one clause for each code that occurs, naming all its texts."""
    return [
        _(clause).format(texts=i18n.listing(texts[codes == code].tolist()))
        for code, clause in words.items()
        if (codes == code).any()
    ]
