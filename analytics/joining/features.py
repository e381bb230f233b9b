"""What speaks for and against a State's joining a text, in figures known on a morning.

Every feature is a number a State and is looked at within its text: what counts is how a State
differs from the others on the same text, since how many will join at all is another question
(`coalition_sizes`, `roster_growth`). Each has one plain meaning, and a sign that agrees with it: a
record of joining speaks for joining and is never allowed to count against it (`SIGNS`). What was
dropped: three peers and five records that said the same as others, and columns of single groups;
held-out texts did not miss them, and their signs contradicted their meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.joining import baselines, past_rosters, recent_votes
from analytics.joining.history import History, InformationSet
from analytics.joining.past_rosters import PastRosters, record_on_aligned_texts, shrunk_record
from analytics.joining.recent_votes import affinity

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


class Meaning(NamedTuple):
    """What a feature stands for: the kind of evidence, the reason told to readers, its sign."""

    family: str
    reason: str
    sign: int


MEANINGS = {
    "family_last": Meaning("same_family", "earlier_versions", 1),
    "family_share": Meaning("same_family", "earlier_versions", 1),
    "all_texts": Meaning("record", "record", 1),
    "recent_texts": Meaning("record", "record", 1),
    "same_class": Meaning("record", "record_of_class", 1),
    "engaged": Meaning("engagement", "engagement", 1),
    "subject_yes": Meaning("votes", "votes_on_subject", 1),
    "subject_no": Meaning("votes", "votes_on_subject", -1),
    "subject_abstain": Meaning("votes", "votes_on_subject", -1),
    "absent": Meaning("votes", "absence", -1),
    "carrier_votes": Meaning("carriers", "carrier_votes", 1),
    "carrier_votes_in_field": Meaning("carriers", "carrier_votes", 1),
    "same_carrier": Meaning("carriers", "same_carrier", 1),
    "like_carriers": Meaning("carriers", "like_carriers", 1),
    "camp_by_votes": Meaning("record", "camp", 1),
    "camp_by_field": Meaning("record", "camp", 1),
    "group_pull": Meaning("groups", "groups", 1),
    "signatories_record": Meaning("signatories", "signatories", 1),
    "signatories_close": Meaning("signatories", "signatories", 1),
    "signatories_votes": Meaning("signatories", "signatory_votes", 1),
}
"""Each feature; the last three only of texts that are open, of which some have signed."""

FAMILIES = (
    "same_family",
    "record",
    "carriers",
    "votes",
    "engagement",
    "groups",
    "signatories",
)
"""Earlier versions of the text; texts in general; who carries it; recorded votes; hosting and
taking part; groups; who signed so far."""

RECENT_YEARS = 3

GROUP_SIZES = (5, 130)
"""Groups smaller or larger do not pull."""

GROUP_DOUBT = 10.0
"""Members' worth of doubt put beside how many of a group joined."""


@dataclass(frozen=True)
class Features:
    """The features of one text on one morning.

    Attributes
    ----------
    names : tuple of str
        Of the F features, of `MEANINGS`.
    values : ndarray, shape (S, F)
        Not yet centred.
    was_on_family : ndarray of bool, shape (S,)
        On an earlier text of the family.
    has_basis : ndarray of bool, shape (S,)
        False where the State neither voted in the last years nor joined any text.
    carriers : ndarray of bool, shape (S,)
        States that carry the text; where none is on record, those on its last version.
    near : int
        Row of the text whose roster tells what the groups do: the text itself where it is open,
        otherwise its last version, or the last one of the same carriers; -1 where there is none.
    group : ndarray of int, shape (S,)
        Place of the group whose members joined that text most beyond chance; -1 where none did.
    baselines : dict of str to ndarray, shape (S, F')
        What each baseline of `backtest` looks at.
    """

    names: tuple[str, ...]
    values: Array
    was_on_family: Flags
    has_basis: Flags
    carriers: Flags
    near: int
    group: Places
    baselines: dict[str, Array]

    @property
    def signs(self) -> npt.NDArray[np.int64]:
        """Sign that each feature's weight may have, shape (F,)."""
        return np.array([MEANINGS[name].sign for name in self.names])


def of_text(
    history: History,
    place: int,
    day: np.datetime64 | None = None,
    signatories: Flags | None = None,
) -> Features:
    """Return the features of a text, as known on the morning it opened or of a later day.

    Parameters
    ----------
    history : History
    place : int
        Row of the text.
    day : datetime64[D], optional
        The day whose morning is asked for; the day of opening when not given.
    signatories : ndarray of bool, shape (S,), optional
        Who has signed so far: for texts that are open. Carriers count as signatories.
    """
    known = history.known(history.opened[place] if day is None else day)
    known.opened[place] = False  # the text itself tells of itself by its signatories alone
    past = past_rosters.known_rosters(history, known)
    texts = history.texts
    votes, absent, has_voted = recent_votes.of_all(history, known)
    field_votes = recent_votes.in_field(history, known, str(texts["field"].iloc[place]))
    is_class = (texts["text_class"] == texts["text_class"].iloc[place]).to_numpy()[past.places]
    kin = _kin(history, place, past.places)
    carriers = _carriers(history, known, place, kin)
    columns: dict[str, Array] = {}
    family = np.asarray(known.joined[kin])
    columns["family_last"] = family[-1] * 1.0 if len(kin) else np.zeros(len(history.states))
    columns["family_share"] = family.mean(axis=0) if len(kin) else np.zeros(len(history.states))
    columns["all_texts"] = shrunk_record(past.surprise, past.weight)
    years = (known.day - history.opened[past.places]).astype(np.float64) / 365.25
    columns["recent_texts"] = np.log1p(past.joined[years < RECENT_YEARS].sum(axis=0))
    columns["same_class"] = shrunk_record(past.surprise, past.weight * is_class)
    columns["engaged"] = _engaged(history, known, place)
    columns |= recent_votes.on_subject(history, known, place)
    columns["absent"] = absent
    columns["carrier_votes"] = affinity(votes, carriers)
    columns["carrier_votes_in_field"] = affinity(field_votes, carriers)
    is_same, likeness = carried_alike(history, past, votes, place, carriers)
    columns["same_carrier"] = shrunk_record(past.surprise, past.weight * is_same)
    columns["like_carriers"] = shrunk_record(past.surprise, past.weight * likeness)
    on_subject = columns["subject_yes"] - columns["subject_no"]
    columns["camp_by_votes"] = record_on_aligned_texts(
        past.surprise, past.weight, past.direction, on_subject
    )
    in_camp = columns["carrier_votes_in_field"]
    columns["camp_by_field"] = record_on_aligned_texts(
        past.surprise, past.weight, past.direction, in_camp
    )
    near = _near(history, place, kin, past.places) if signatories is None else place
    told = (
        np.asarray(history.is_told[near])
        if near >= 0
        else np.zeros(len(history.states), dtype=bool)
    )
    roster = np.asarray(known.joined[near]) if signatories is None else signatories
    columns["group_pull"], group = _group_pull(known.in_group, roster & told, told)
    if signatories is not None:
        columns |= _of_signatories(past, votes, signatories | carriers, history.is_told[place])
    return Features(
        names=tuple(columns),
        values=np.nan_to_num(np.column_stack(list(columns.values()))),
        was_on_family=np.asarray(family.any(axis=0)),
        has_basis=has_voted | past.joined.any(axis=0),
        carriers=carriers,
        near=near,
        group=group,
        baselines=baselines.of_text(history, place, past, kin, votes, columns),
    )


def _kin(history: History, place: int, past: Places) -> Places:
    """Return the earlier texts of the family."""
    family = history.texts["family"].to_numpy()
    return np.asarray(past[family[past] == family[place]])


def _carriers(history: History, known: InformationSet, place: int, kin: Places) -> Flags:
    """Return who carries the text; where none is on record, who was on its last version (S,)."""
    if history.carried[place].any() or not len(kin):
        return np.asarray(history.carried[place])
    return np.asarray(known.joined[kin[-1]])


def carried_alike(
    history: History, past: PastRosters, votes: Array, place: int, carriers: Flags
) -> tuple[Flags, Array]:
    """Return which earlier texts the same States carried, and how alike their carriers vote (T',).

    An earlier text of which no carrier is on record is placed by those that joined it. Likeness
    runs from -1 to 1, raised to `past_rosters.LIKENESS_POWER`.
    """
    carried = history.carried[past.places]
    is_known = np.asarray(carried.any(axis=1))[:, None]
    weights = np.asarray(np.where(is_known, carried, past.joined), dtype=np.float64)
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1.0)
    middles = (votes @ weights.T).T if len(votes) else np.zeros((len(carried), 0))
    length = np.sqrt((middles**2).sum(axis=1))
    own = np.zeros(len(votes))
    if carriers.any():
        own = past_rosters.unit_length(votes[:, carriers].mean(axis=1))
    match = (middles @ own) / np.maximum(length, 1e-9)
    is_same = np.asarray((carried & history.carried[place]).any(axis=1))
    return is_same, np.sign(match) * np.abs(match) ** past_rosters.LIKENESS_POWER


def _near(history: History, place: int, kin: Places, past: Places) -> int:
    """Return the text whose roster tells what the groups do; -1 where there is none."""
    if len(kin):
        return int(kin[-1])
    same = past[(history.carried[past] & history.carried[place]).any(axis=1)]
    return int(same[-1]) if len(same) else -1


def _group_pull(in_group: Flags, roster: Flags, told: Flags) -> tuple[Array, Places]:
    """Return how far a State's best group stands above chance, oneself left out, and which (S,).

    In standard deviations, shrunk for small groups; 0 and -1 where no group stands above chance.
    """
    n_states = len(told)
    nothing = np.zeros(n_states), np.full(n_states, -1)
    member = in_group & told
    sizes = member.sum(axis=1)
    used = np.flatnonzero((sizes >= GROUP_SIZES[0]) & (sizes <= GROUP_SIZES[1]))
    if not len(used) or not roster.any():
        return nothing
    share = (roster.sum() + 1) / (told.sum() + 2)
    above = np.where(told, (roster - share) / np.sqrt(share * (1 - share)), 0.0)
    total = member[used] @ above
    pull = (total[:, None] - member[used] * above) / np.sqrt(sizes[used] - 1 + GROUP_DOUBT)[:, None]
    pull = np.where(in_group[used], pull, -np.inf)
    best = pull.argmax(axis=0)
    strongest = pull[best, np.arange(n_states)]
    is_pulled = strongest > 0
    return np.where(is_pulled, strongest, 0.0), np.where(is_pulled, used[best], -1)


def _of_signatories(
    past: PastRosters, votes: Array, signatories: Flags, told: Flags
) -> dict[str, Array]:
    """Return each State's record on texts whose rosters look like the signatories so far (S,).

    The one column without any parameter that tells most of an open text: who joins what these
    States join. Beside it the same with closer likeness, and how alike each State votes.
    """
    lean = np.zeros(len(told))
    lean[told] = signatories[told] - signatories[told].mean()
    rest = (past.surprise, past.weight, past.direction, lean)
    return {
        "signatories_record": record_on_aligned_texts(*rest),
        "signatories_close": record_on_aligned_texts(*rest, power=2.0),
        "signatories_votes": affinity(votes, signatories),
    }


def _engaged(history: History, known: InformationSet, place: int) -> Array:
    """Return how often each State hosted, chaired, took part or put its name to a text, in logs."""
    field = history.texts["field"].iloc[place]
    in_field = (history.texts["field"] == field).to_numpy(dtype=bool) & known.opened
    count = known.joined[in_field].sum(axis=0).astype(np.float64)
    roles = known.roles[(known.roles["field"] == field).to_numpy(dtype=bool)]
    np.add.at(count, roles["state"].to_numpy(), 1.0)
    return np.asarray(np.log1p(count))
