"""The one contract: every table of the snapshot, column by column.

A table is checked against its model once, when it is written (``data/store.py``), and trusted
everywhere else. The data dictionary on the *Data* page is printed from the descriptions below.

Conventions: tables plural, columns singular; ``_id`` and ``_code`` are keys, ``_date`` is a day,
``n_…`` counts, ``is_…`` are booleans, ``iso3`` is ISO 3166-1 alpha-3 (user-assigned codes for
former States and Kosovo). A missing value means "not known", never "no". A date as sourced
(``since``, ``date_text``) may be a year, a month or a day; the two columns beside it bound it.
Other tables stand beside it: ``data/provenance.py``, ``proceedings.py``, ``stated.py``.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from data.proceedings import Authorships, Commissioners, Mandates
from data.provenance import SOURCE_CONFIDENCES, Corrections, Evidence, Refusals, Sources
from data.published import ReferencePoints, RepeatedVotes
from data.stated import GroupPositions, StatedPositions
from data.table import ISO3, PARTIAL_DATE, Count, Day, TableModel

POSITIONS = ("Y", "N", "A", "X")
"""In favour, against, abstaining, did not vote."""

ASSEMBLY_BODIES = ("plenary", "first_committee")
"""The General Assembly and its committee on disarmament."""

BODIES = (*ASSEMBLY_BODIES, "security_council")

ROLLCALL_STATUSES = ("complete", "partial", "mismatch", "unchecked")
"""complete: the names add up to the published tally. partial: only some names are known.
mismatch: names and tally differ. unchecked: no tally was published. Only *complete* is analysed."""

ROSTER_STATUSES = ("official_list", "secondary_list", "partial", "count_only")

ROSTER_USES = ("full", "full_minus_few", "alphabetical", "positives_only")
"""What the roster says of a State it does not list: ``full``: it was not a member on the as-of
date; ``full_minus_few``: the same, but for the few names that are missing; ``alphabetical``: the
same, up to ``name_limit`` in English; ``positives_only``: nothing."""

TELLING_USES = ("full", "full_minus_few", "alphabetical")
"""Values of ``roster_use`` by which a roster can say that a State is not listed."""

USES_OF_STATUS = {
    "official_list": ("full",),
    "secondary_list": ("full",),
    "partial": ROSTER_USES,
    "count_only": ("positives_only",),
}
"""Which ``roster_use`` goes with which ``roster_status``: a list known by name in full tells of
every State, a bare count of none."""

CONFIDENCES = (*SOURCE_CONFIDENCES, "derived_from_tally")
"""How good the ground of a row is. derived_from_tally: no document names the State; its vote is the
only one that is missing between the names and the published tally."""

STANCE_CONFIDENCES = (*SOURCE_CONFIDENCES, "unverified")
"""How good the ground of a documented fact is. unverified: nobody vouches for it; it is shown as
such, and no membership, lead or vote may rest on it."""

ORGANISER_ROLES = ("host", "cohost", "chair", "main_sponsor")
"""Roles that say who convened a thing, not who joined it."""

LEAD_ROLES = ("host", "cohost", "initiator", "main_sponsor")
"""Roles in which a State carries a text: it convened, started or tabled it."""

SPONSOR_ROLES = ("sponsor", "additional_sponsor", "sponsor_on_behalf")
"""On the face of the draft; later, as read out; and in the name of a group."""

FORMER_ROLES = ("party_former", "withdrawn")
"""Roles of States that were on a roster and are no longer."""

MEMBERSHIP_STATUSES = ("member", "observer", "none", "former")


class States(TableModel):
    """A UN member, observer, former State or other listed participant."""

    iso3: str = pa.Field(str_matches=ISO3, unique=True, description="ISO 3166-1 alpha-3 code")
    iso2: str = pa.Field(nullable=True, description="ISO 3166-1 alpha-2 code")
    un_name: str = pa.Field(description="Name as the United Nations writes it")
    name_en: str = pa.Field(description="Common name in English")
    name_nl: str = pa.Field(description="Common name in Dutch")
    un_region_group_code: str = pa.Field(
        isin=("AG", "APG", "EEG", "GRULAC", "WEOG"),
        nullable=True,
        description="UN regional group; missing for non-members",
    )
    m49_region: str = pa.Field(nullable=True, description="UN M49 region")
    m49_subregion: str = pa.Field(nullable=True, description="UN M49 subregion")
    un_membership: str = pa.Field(
        isin=MEMBERSHIP_STATUSES, description="UN member, observer, none of these, or former State"
    )
    un_member_since_year: Count = pa.Field(
        ge=1945, nullable=True, description="Year of admission to the United Nations"
    )
    lat_deg: float = pa.Field(
        ge=-90, le=90, nullable=True, description="Latitude of a central point, degrees north"
    )
    lon_deg: float = pa.Field(
        ge=-180, le=180, nullable=True, description="Longitude of a central point, degrees east"
    )


class Instruments(TableModel):
    """A summit outcome, declaration, treaty, forum, consultation, group or draft's sponsors."""

    instrument_id: str = pa.Field(unique=True, description="Key of the instrument")
    name: str = pa.Field(description="Full name")
    short_name: str = pa.Field(description="Short name for charts and tables")
    kind: str = pa.Field(description="Kind of instrument, such as summit_outcome or treaty")
    domain: str = pa.Field(nullable=True, description="Field of policy, where classified")
    date_text: str = pa.Field(
        str_matches=PARTIAL_DATE, nullable=True, description="Opened or adopted, as sourced"
    )
    date_from: Day = pa.Field(nullable=True, description="Earliest day that date_text can mean")
    date_to: Day = pa.Field(nullable=True, description="Latest day that date_text can mean")
    host: str = pa.Field(nullable=True, description="Host, depositary or tabling body")
    open_to_new_members: str = pa.Field(
        isin=("yes", "no", "partial", "unknown"), description="Whether States can still join"
    )
    official_count: Count = pa.Field(
        ge=0, nullable=True, description="Number of members as officially published"
    )
    n_listed: Count = pa.Field(ge=0, description="Distinct States listed in the counted roles")
    n_not_in_states: Count = pa.Field(
        ge=0, description="Entries of the official list that the table of States does not hold"
    )
    counted_roles: str = pa.Field(
        nullable=True, description="Roles that official_count counts, joined by |; if any"
    )
    roster_status: str = pa.Field(
        isin=ROSTER_STATUSES, description="How the roster is known: list, part of it, or count only"
    )
    roster_use: str = pa.Field(
        isin=ROSTER_USES, description="What absence from the roster says: see the methods"
    )
    name_limit: str = pa.Field(
        nullable=True, description="Alphabetical rosters: last English name that is covered"
    )
    as_of: str = pa.Field(
        str_matches=PARTIAL_DATE, nullable=True, description="Date on which the roster stood so"
    )
    window_closed: str = pa.Field(
        str_matches=PARTIAL_DATE,
        nullable=True,
        description="Last day on which a State could join, as sourced; missing where not known",
    )
    complete_to: Day = pa.Field(
        nullable=True,
        description="Day up to which the roster tells who had joined; missing where it never does",
    )
    is_final: bool = pa.Field(
        description="Read after the window of joining had closed: no State can have joined since"
    )
    snapshot_of: str = pa.Field(
        nullable=True, description="Instrument of which this is an earlier state; not one by itself"
    )
    rollcall_id: str = pa.Field(
        nullable=True, description="Sponsorships: the roll call on the same text"
    )
    source_id: str = pa.Field(description="Source file of the roster")
    evidence_id: str = pa.Field(description="Document behind this row")
    note: str = pa.Field(nullable=True, description="What a reader should know")


class Memberships(TableModel):
    """A spell: a State in an instrument in a role, with its dates and its evidence."""

    instrument_id: str = pa.Field(description="Key of the instrument")
    iso3: str = pa.Field(str_matches=ISO3, description="The State")
    role: str = pa.Field(description="Endorser, party, signatory, sponsor, member, host, …")
    since: str = pa.Field(
        str_matches=PARTIAL_DATE, nullable=True, description="Start of the spell, as sourced"
    )
    since_from: Day = pa.Field(nullable=True, description="Earliest day the spell can have begun")
    since_to: Day = pa.Field(nullable=True, description="Latest day the spell can have begun")
    until: str = pa.Field(
        str_matches=PARTIAL_DATE, nullable=True, description="End of the spell, as sourced"
    )
    name_as_listed: str = pa.Field(nullable=True, description="Name as printed in the source")
    confidence: str = pa.Field(isin=SOURCE_CONFIDENCES, description="How good the source is")
    evidence_id: str = pa.Field(description="Document behind this row")

    class Config:
        """One row a spell."""

        unique = ("instrument_id", "iso3", "role", "since")


class Leads(TableModel):
    """A State that carried a text, in which role and since when."""

    instrument_id: str = pa.Field(description="Key of the instrument")
    iso3: str = pa.Field(str_matches=ISO3, description="The State")
    role: str = pa.Field(isin=LEAD_ROLES, description="Host, co-host, initiator or main sponsor")
    since: str = pa.Field(
        str_matches=PARTIAL_DATE,
        nullable=True,
        description="Since when its lead was known, as sourced; not after the text opened",
    )
    since_from: Day = pa.Field(
        nullable=True, description="Earliest day on which its lead can have been known"
    )
    since_to: Day = pa.Field(
        nullable=True, description="Latest day on which its lead can have become known"
    )
    is_weak: bool = pa.Field(
        description="Only a place of signature, a venue or a preparatory meeting: no political lead"
    )
    confidence: str = pa.Field(isin=SOURCE_CONFIDENCES, description="How good the source is")
    evidence_id: str = pa.Field(description="Document behind this row")
    note: str = pa.Field(nullable=True, description="What a reader should know")

    class Config:
        """One row a State and role."""

        unique = ("instrument_id", "iso3", "role")


class Rollcalls(TableModel):
    """A recorded vote."""

    rollcall_id: str = pa.Field(unique=True, description="Key of the roll call")
    rcid: Count = pa.Field(nullable=True, description="Number in the long history of the Assembly")
    body: str = pa.Field(
        isin=BODIES, description="General Assembly plenary, First Committee, Security Council"
    )
    session: str = pa.Field(nullable=True, description="Session of the General Assembly")
    session_number: Count = pa.Field(
        ge=1, nullable=True, description="Regular session; missing for emergency sessions"
    )
    symbol: str = pa.Field(nullable=True, description="Symbol of the resolution or draft voted on")
    draft: str = pa.Field(nullable=True, description="Symbol of the draft")
    meeting: str = pa.Field(nullable=True, description="Meeting record")
    title: str = pa.Field(nullable=True, description="Title of the text, as in the source")
    vote_date: Day = pa.Field(nullable=True, description="Day of the vote")
    date_quality: str = pa.Field(
        isin=("official", "day", "year"), description="How far vote_date can be trusted"
    )
    committee: str = pa.Field(nullable=True, description="Main Committee that sent the text")
    subjects: str = pa.Field(nullable=True, description="Library subjects, joined by |")
    is_paragraph_vote: bool = pa.Field(
        description="A separate vote on part of a text, or a second record of one on the whole"
    )
    is_amendment_vote: bool = pa.Field(description="A vote on an amendment")
    n_yes_published: Count = pa.Field(ge=0, nullable=True, description="In favour, as published")
    n_no_published: Count = pa.Field(ge=0, nullable=True, description="Against, as published")
    n_abstain_published: Count = pa.Field(ge=0, nullable=True, description="Abstaining, published")
    n_absent_published: Count = pa.Field(ge=0, nullable=True, description="Not voting, published")
    n_yes: Count = pa.Field(ge=0, description="In favour, counted by name")
    n_no: Count = pa.Field(ge=0, description="Against, counted by name")
    n_abstain: Count = pa.Field(ge=0, description="Abstaining, counted by name")
    n_absent: Count = pa.Field(ge=0, description="Did not vote, counted by name")
    status: str = pa.Field(
        isin=ROLLCALL_STATUSES, description="Whether names and tally agree; only complete is used"
    )
    source_id: str = pa.Field(description="Source file of the votes")
    evidence_id: str = pa.Field(description="Document behind this row")
    note: str = pa.Field(nullable=True, description="What a reader should know")


class Topics(TableModel):
    """What a roll call is about; a roll call may have several topics."""

    rollcall_id: str = pa.Field(description="Key of the roll call")
    topic: str = pa.Field(description="Topic, such as aimd, laws, nuclear or human_rights")

    class Config:
        """One row a pair."""

        unique = ("rollcall_id", "topic")


class Votes(TableModel):
    """One State's recorded position in one roll call."""

    rollcall_id: pd.CategoricalDtype = pa.Field(description="Key of the roll call")
    iso3: pd.CategoricalDtype = pa.Field(description="The State")
    vote: pd.CategoricalDtype = pa.Field(
        isin=POSITIONS, description="Y in favour, N against, A abstaining, X did not vote"
    )
    confidence: pd.CategoricalDtype = pa.Field(
        isin=CONFIDENCES,
        description="How good the source is; derived_from_tally: no source names the State",
    )
    evidence_id: pd.CategoricalDtype = pa.Field(description="Document behind this row")


class Sponsors(TableModel):
    """A State that sponsored a text voted on; since session 74, where the record names any."""

    rollcall_id: str = pa.Field(description="Key of the roll call")
    iso3: str = pa.Field(str_matches=ISO3, description="The State")
    role: str = pa.Field(
        isin=SPONSOR_ROLES, description="Sponsor, additional sponsor, or sponsor for a group"
    )
    on_behalf_of: str = pa.Field(
        nullable=True, description="The group for which it sponsored, as printed"
    )
    evidence_id: str = pa.Field(description="Document behind this row")

    class Config:
        """One row a text, State and role."""

        unique = ("rollcall_id", "iso3", "role")


class Milestones(TableModel):
    """Something that happened in the process, or will."""

    milestone_id: str = pa.Field(unique=True, description="Key of the milestone")
    date_text: str = pa.Field(str_matches=PARTIAL_DATE, description="When, as sourced")
    date_from: Day = pa.Field(description="Earliest day that date_text can mean")
    date_to: Day = pa.Field(description="Latest day that date_text can mean")
    title: str = pa.Field(description="What happened")
    body: str = pa.Field(description="Who convened or published it")
    place: str = pa.Field(nullable=True, description="Where")
    symbol: str = pa.Field(nullable=True, description="Symbol of the document")
    kind: str = pa.Field(description="Meeting, summit, resolution, report, …")
    is_confirmed: bool = pa.Field(description="False where the date rests on thin sources")
    evidence_id: str = pa.Field(description="Document behind this row")
    note: str = pa.Field(nullable=True, description="What a reader should know")


class Stances(TableModel):
    """A documented fact that is neither a vote nor a membership."""

    iso3: str = pa.Field(str_matches=ISO3, description="The State")
    instrument_id: str = pa.Field(description="Key of the instrument")
    date_text: str = pa.Field(
        str_matches=PARTIAL_DATE, nullable=True, description="When, as sourced"
    )
    fact: str = pa.Field(description="What is documented, such as attended_did_not_endorse")
    confidence: str = pa.Field(isin=STANCE_CONFIDENCES, description="How good the source is")
    evidence_id: str = pa.Field(description="Document behind this row")

    class Config:
        """One row a fact."""

        unique = ("iso3", "instrument_id", "fact")


class Tiles(TableModel):
    """Where a State stands on the equal-area tile map."""

    iso3: str = pa.Field(str_matches=ISO3, unique=True, description="The State")
    column: Count = pa.Field(ge=0, description="Column of its tile, from the west")
    row: Count = pa.Field(ge=0, description="Row of its tile, from the north")

    class Config:
        """One State a tile."""

        unique = ("column", "row")


class Boundaries(TableModel):
    """A ring of a State's outline, simplified, for drawing at world scale only."""

    iso3: str = pa.Field(str_matches=ISO3, nullable=True, description="The State, if it is one")
    ring: Count = pa.Field(ge=0, unique=True, description="Number of the ring")
    lon_deg: object = pa.Field(description="Longitudes of the ring, degrees east")
    lat_deg: object = pa.Field(description="Latitudes of the ring, degrees north")


class Aliases(TableModel):
    """A spelling under which a State occurs in sources."""

    alias: str = pa.Field(unique=True, description="Spelling")
    iso3: str = pa.Field(str_matches=ISO3, description="The State")


TABLES: dict[str, type[TableModel]] = {
    "states": States,
    "aliases": Aliases,
    "instruments": Instruments,
    "memberships": Memberships,
    "leads": Leads,
    "rollcalls": Rollcalls,
    "topics": Topics,
    "votes": Votes,
    "sponsors": Sponsors,
    "milestones": Milestones,
    "stances": Stances,
    "mandates": Mandates,
    "authorships": Authorships,
    "commissioners": Commissioners,
    "stated_positions": StatedPositions,
    "group_positions": GroupPositions,
    "tiles": Tiles,
    "boundaries": Boundaries,
    "reference_points": ReferencePoints,
    "repeated_votes": RepeatedVotes,
    "evidence": Evidence,
    "sources": Sources,
    "corrections": Corrections,
    "refusals": Refusals,
}
