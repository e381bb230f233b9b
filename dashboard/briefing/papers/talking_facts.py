"""Talking facts: six facts for a conversation with one State, each with its documents."""

from __future__ import annotations

from collections.abc import Iterable

from analytics import record
from analytics.record import standing
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Finding, Note, Subheading, Table, Text, Unknown
from dashboard.briefing import views
from dashboard.briefing.pack import Sheet
from dashboard.briefing.papers import excerpt, state_paper
from dashboard.i18n import _, vocabulary
from dashboard.pages.state import content as page
from dashboard.pages.state import dossier_in_words, wording
from dashboard.pages.state.chances import content as chances
from dashboard.pages.state.partners import content as partners
from dashboard.words import documents, probabilities, states
from dashboard.words.stated import rows
from data.facts import Facts

LISTED = ("listed", "organiser")
N_PEERS = 5
N_SAID = 3
"""Questions on which it is told what a State says; its page has all of them."""
N_ASKED = 3
"""Texts that a State is asked about: the first ones, as the page has them."""


def sheet(facts: Facts, iso3: str) -> Sheet:
    """Return the facts that matter for a conversation with a State.

    Facts with their documents, and no arguments: what to make of them is for those who speak.

    Raises
    ------
    AnalysisError
        If there is no such State.
    """
    row = standing.one_row(facts.states, "iso3", iso3, "State")
    name = states.names(facts.states)[iso3]
    told: list[Block] = [*excerpt.of_kind(page.headline(facts, iso3), Finding)]
    if row["un_membership"] == "former":
        told.append(Unknown(_("A State that no longer exists is not spoken to.")))
    else:
        parts = (_signed, _voted, _sponsored, _said, _peers, _asked)
        told += [block for part in parts for block in part(facts, iso3)]
    return Sheet(
        key=f"talking-facts-{iso3.lower()}",
        title=_("{state}, six facts: {finding}").format(
            state=name, finding=state_paper.title(facts, iso3)
        ),
        blocks=tuple(told),
        address=views.address("state", {"state": iso3}, i18n.language()),
    )


def _signed(facts: Facts, iso3: str) -> Blocks:
    """Return which texts of the field list the State, and which do not."""
    texts = facts.recall(record.headline_of, iso3, page.TOPIC, page.DOMAIN).texts
    names = texts["short_name"].map(_)
    when = texts["date_text"].map(i18n.partial_date)
    lines = [
        f"{dossier_in_words.GLYPHS[category]} {name} ({day}): "
        f"{vocabulary.word(vocabulary.LISTINGS, category)}"
        for category, name, day in zip(texts["category"], names, when, strict=True)
    ]
    return _fact(facts, _("What it signed"), lines, texts["evidence_id"])


def _voted(facts: Facts, iso3: str) -> Blocks:
    """Return how the State voted on the subject."""
    votes = facts.recall(record.headline_of, iso3, page.TOPIC, page.DOMAIN).votes
    cast = votes[votes["vote"].notna()]
    lines = [
        f"{row['symbol']} ({i18n.day(row['vote_date'])}): {dossier_in_words.position(row['vote'])}"
        for row in cast.to_dict("records")
    ]
    return _fact(facts, _("How it voted"), lines, cast["evidence_id"])


def _sponsored(facts: Facts, iso3: str) -> Blocks:
    """Return which of the texts voted on the State sponsored."""
    votes = facts.recall(record.headline_of, iso3, page.TOPIC, page.DOMAIN).votes
    known = votes[votes["sponsorship"].isin(list(wording.SPONSORED))]
    lines = [
        f"{symbol}: {vocabulary.word(vocabulary.ROLES | wording.NO_SPONSOR, role)}"
        for symbol, role in zip(known["symbol"], known["sponsorship"], strict=True)
    ]
    held = facts.instruments
    lists = held[held["rollcall_id"].isin(known["rollcall_id"]).to_numpy(dtype=bool)]
    return _fact(facts, _("What it sponsored"), lines, lists["evidence_id"])


def _said(facts: Facts, iso3: str) -> Blocks:
    """Return what the State says that it wants, the latest on each question."""
    told = rows.latest_of(facts, iso3, at_most=N_SAID)
    lines = [f"{one['subject']}: {rows.line(one)}" for one in told.to_dict("records")]
    return _fact(facts, _("What it says"), lines, told["evidence_id"])


def _peers(facts: Facts, iso3: str) -> Blocks:
    """Return where the States that vote most like it stand on the text that it is asked about."""
    heading = _("What its peers did")
    target = chances.targets(facts)[0]
    text = probabilities.text_names(facts.instruments)[target.instrument_id]
    block = excerpt.keyed(partners.blocks(facts, iso3), "state_closest")
    if block is None or not isinstance(block, Table):
        return _fact(facts, heading, [], [])
    roster = facts.recall(record.roster, target.instrument_id)
    stands = roster.states.set_index("iso3")["category"]
    lines = [
        f"{row['name']} ({i18n.per_cent(row['same'])}): "
        + vocabulary.word(vocabulary.LISTINGS, str(stands.get(row["iso3"], "unknown")))
        for row in block.table.head(N_PEERS).to_dict("records")
    ]
    region = standing.one_row(facts.states, "iso3", iso3, "State")["un_region_group_code"]
    counts = roster.by_region
    own = counts[counts["un_region_group_code"] == region]
    listed = own[own["category"].isin(LISTED)]
    if len(own):
        lines.append(
            _("{group}: {n} of {total} listed").format(
                group=vocabulary.word(vocabulary.GROUPS_SHORT, str(region)),
                n=i18n.number(int(listed["n"].sum())),
                total=i18n.number(int(own["n_members"].iloc[0])),
            )
        )
    lead = _(
        "On {text}; in brackets, the share of shared votes that the State cast the same way in ten "
        "sessions."
    ).format(text=text)
    evidence = [roster.evidence_id, *sorted(block.evidence)]
    return _fact(facts, heading, lines, evidence, lead=lead)


def _asked(facts: Facts, iso3: str) -> Blocks:
    """Return which texts are open to the State, or to come, and whether it is on them."""
    names = probabilities.target_names(chances.targets(facts), facts.instruments)
    held = facts.instruments.set_index("instrument_id")
    if "chances" not in page.parts(facts, iso3):
        lines = [_("It is no UN member: no probability is given, and no text asked about.")]
        return _fact(facts, _("What is asked of it"), lines, [])
    asked = chances.open_to(facts, iso3)[:N_ASKED]
    lines = [
        _("{text} ({accession}): {chance} to join").format(
            text=names[target.key],
            accession=_("to come")
            if target.is_next
            else vocabulary.word(
                vocabulary.OPEN, str(held.loc[target.instrument_id, "open_to_new_members"])
            ).lower(),
            chance=row["in_words"],
        )
        for target, row in asked
    ]
    could = {target.key for target, _row in chances.open_to(facts, iso3)}
    taken = [one for one in chances.targets(facts) if one.key not in could]
    if taken:
        lines.append(
            _("Not asked, since it is listed or carries the text: {texts}").format(
                texts=i18n.listing([names[one.key] for one in taken])
            )
        )
    keys = [str(held.loc[target.instrument_id, "evidence_id"]) for target, _row in asked]
    return _fact(facts, _("What is asked of it"), lines, keys)


def _fact(
    facts: Facts, heading: str, lines: list[str], evidence: Iterable[str], *, lead: str = ""
) -> Blocks:
    """Return a fact with its documents, or that nothing about it is on record."""
    if not lines:
        silent = _("Nothing on record. That is silence, not an answer.")
        return (Subheading(heading), Unknown(silent))
    rest = documents.named(facts, evidence)
    told = "\n".join(f"- {line}" for line in lines)
    said = (Subheading(heading), *((Note(lead),) if lead else ()), Text(told))
    return (*said, Note(rest)) if rest else said
