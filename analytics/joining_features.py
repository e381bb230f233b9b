"""What speaks for and against a State's joining a text, in figures known before the text opened.

Every feature is a number a State, and is looked at within its text: what counts is how a State
differs from the others on the same text, since the level of a text, how many will join it at all,
is another question (`sizes`). They fall in families that a reader can follow: what the State put
its name to before, how it voted, who carries the text, what its peers did, its groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics import asof, ballots

Array = npt.NDArray[np.float64]

FAMILIES = ("same_family", "record", "carriers", "votes", "engagement", "peers", "groups")
"""Earlier versions of the text; texts in general and in its field; who carries it; recorded votes;
hosting and taking part; peers by vote, by shared texts and by region; groups."""

REASONS = {
    "family_last": "earlier_versions",
    "family_ever": "earlier_versions",
    "family_share": "earlier_versions",
    "all_texts": "record",
    **{f"{name}_texts": "record_by_class" for name in asof.CLASSES},
    "same_class": "record_of_class",
    "same_class_and_field": "record_of_class",
    "same_field": "record_in_field",
    "same_domain": "record_in_field",
    "title_yes": "votes_on_title",
    "title_no": "votes_on_title",
    "title_abstain": "votes_on_title",
    "carrier_affinity": "carriers",
    "camp": "camp",
    "absent": "absence",
    "engaged": "engagement",
}
"""What a reader is told of features that say the same, by their names; see `reason_of`."""

HALF_LIFE_YEARS = 8.0
"""A text so much older weighs half. Chosen, not fitted; so are the three below."""

SHRINKAGE = 2.0
"""Texts' worth of doubt put beside a State's record: little history says little."""

VOTE_YEARS = 5
N_COMPONENTS = 3
MIN_ROLLCALLS = 20
MIN_DIVISION = 0.25
"""Standard deviation of the votes (−1, 0, 1) from which a roll call divides the house."""

PEER_POWER = 3
ORIENTED_BY = ("NLD", "AUT", "JPN")
"""States that lie on the positive side of each component, so that its sign means the same."""


@dataclass(frozen=True)
class Features:
    """The features of one text.

    Attributes
    ----------
    names : tuple of str
        Of the F features.
    families : tuple of str
        Of `FAMILIES`, a feature each.
    values : ndarray, shape (S, F)
        Not yet centred.
    was_on_family : ndarray of bool, shape (S,)
        On an earlier text of the family by the day the text opened.
    has_basis : ndarray of bool, shape (S,)
        False where the State neither voted in the last years nor joined any text.
    baselines : dict of str to ndarray, shape (S,)
        The one figure of each baseline that `backtest` sets beside the model.
    """

    names: tuple[str, ...]
    families: tuple[str, ...]
    values: Array
    was_on_family: npt.NDArray[np.bool_]
    has_basis: npt.NDArray[np.bool_]
    baselines: dict[str, Array]


def of_text(record: asof.Record, place: int, day: np.datetime64 | None = None) -> Features:
    """Return the features of a text, as known on the morning it opened or of a later day.

    Parameters
    ----------
    record : Record
    place : int
        Row of the text.
    day : datetime64[D], optional
        The day whose morning is asked for; the day of opening when not given.
    """
    opened = record.texts["opened"].to_numpy(dtype="datetime64[D]")
    known = record.known(opened[place] if day is None else day)
    known.opened[place] = False  # the text itself never tells of itself
    past = np.flatnonzero(known.opened)
    columns: dict[str, tuple[str, Array]] = {}
    surprise, weight = surprises(record, known, past)
    similarity, components, absent = recent_votes(record, known)

    is_like = _likeness(record, place, past)
    shares = {name: _share(surprise, weight * mask) for name, mask in is_like.items()}
    for name, share in shares.items():
        columns[name] = ("record", share)
    was_on, last, times = _family(record, known, place, past)
    columns["family_last"] = ("same_family", last)
    columns["family_ever"] = ("same_family", was_on.astype(np.float64))
    columns["family_share"] = ("same_family", times)
    for name, vote in _votes_on_title(record, known, place).items():
        columns[name] = ("carriers", vote)
    carriers = _carriers(record, known, place, past)
    affinity = similarity.T @ carriers
    columns["carrier_affinity"] = ("carriers", affinity)
    columns["camp"] = ("carriers", _camp(surprise, weight, affinity, columns, past))
    columns["absent"] = ("votes", absent)
    for number in range(N_COMPONENTS):
        columns[f"component_{number + 1}"] = ("votes", components[number])
    columns["engaged"] = ("engagement", _engaged(record, known, place))
    peers = np.maximum(similarity, 0) ** PEER_POWER
    together = shared_texts(surprise, weight)
    for name in ("all_texts", "same_field", "same_class_and_field"):
        columns[f"vote_peers_{name}"] = ("peers", _smoothed(shares[name], peers))
        columns[f"text_peers_{name}"] = ("peers", _smoothed(shares[name], together))
        columns[f"region_{name}"] = ("peers", _regional(shares[name], record.regions))
    for group, is_in in zip(record.groups, record.in_group, strict=True):
        columns[f"group_{group}"] = ("groups", is_in.astype(np.float64))
    engaged = columns["engaged"][1]
    has_voted = np.isfinite(absent) & (absent < 1)
    return Features(
        names=tuple(columns),
        families=tuple(family for family, _ in columns.values()),
        values=np.nan_to_num(np.column_stack([values for _, values in columns.values()])),
        was_on_family=was_on,
        has_basis=has_voted | known.joined[past].any(axis=0),
        baselines={
            "region": _regional(shares["same_class"], record.regions),
            "signed_the_last": _last_signed(record, known, place, past),
            "share_of_texts": known.joined[past].mean(axis=0) if len(past) else 0 * engaged,
            "peers": columns["vote_peers_all_texts"][1],
            "engagement": engaged,
        },
    )


def reason_of(feature: str) -> str:
    """Return the reason that a feature belongs to.

    Examples
    --------
    >>> reason_of("family_last"), reason_of("group_eu"), reason_of("region_all_texts")
    ('earlier_versions', 'groups', 'region')
    """
    if feature in REASONS:
        return REASONS[feature]
    starts = {
        "component_": "position",
        "vote_peers_": "vote_peers",
        "text_peers_": "text_peers",
        "region_": "region",
        "group_": "groups",
    }
    return next(reason for start, reason in starts.items() if feature.startswith(start))


def surprises(
    record: asof.Record, known: asof.Known, past: npt.NDArray[np.int64]
) -> tuple[Array, Array]:
    """Return how far each State was above the share that joined, in standard deviations (T', S).

    The second part is the weight of each text by age.
    """
    joined, told = known.joined[past], known.is_told[past]
    share = (joined.sum(axis=1) + 1) / (told.sum(axis=1) + 5)
    spread = np.sqrt(share * (1 - share))
    surprise = np.where(told, (joined - share[:, None]) / spread[:, None], 0.0)
    opened = record.texts["opened"].to_numpy(dtype="datetime64[D]")[past]
    years = (known.day - opened).astype(np.float64) / 365.25
    return surprise, 0.5 ** (years / HALF_LIFE_YEARS)


def _share(surprise: Array, weight: Array) -> Array:
    """Return the weighted record of each State over the texts of a kind, shrunk to nothing (S,)."""
    return np.asarray((weight @ surprise) / np.sqrt((weight**2).sum() + SHRINKAGE))


def _likeness(
    record: asof.Record, place: int, past: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.bool_]]:
    """Return which earlier texts are like this one, in each way."""
    text_class = record.texts["text_class"].to_numpy(dtype=object)
    field = record.texts["field"].to_numpy(dtype=object)
    domain = record.texts["domain"].to_numpy(dtype=object)
    in_class, in_field = text_class[past] == text_class[place], field[past] == field[place]
    return {
        "all_texts": np.ones(len(past), dtype=bool),
        **{f"{name}_texts": text_class[past] == name for name in asof.CLASSES},
        "same_class": in_class,
        "same_field": in_field,
        "same_domain": domain[past] == domain[place],
        "same_class_and_field": in_class & in_field,
    }


def _family(
    record: asof.Record, known: asof.Known, place: int, past: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.bool_], Array, Array]:
    """Return who was on an earlier text of the family, on its last one, and on which share."""
    family = record.texts["family"].to_numpy()
    kin = past[family[past] == family[place]]
    n_states = len(record.states)
    if len(kin) == 0:
        return np.zeros(n_states, dtype=bool), np.zeros(n_states), np.zeros(n_states)
    joined = known.joined[kin]
    return joined.any(axis=0), joined[-1].astype(np.float64), joined.mean(axis=0)


def _last_signed(
    record: asof.Record, known: asof.Known, place: int, past: npt.NDArray[np.int64]
) -> Array:
    """Return who was on the last text of the family, or else of the class and field (S,)."""
    texts = record.texts
    is_kin = (texts["family"] == texts["family"].iloc[place]).to_numpy(dtype=bool)[past]
    is_near = (
        (texts["text_class"] == texts["text_class"].iloc[place])
        & (texts["field"] == texts["field"].iloc[place])
    ).to_numpy(dtype=bool)[past]
    near = past[is_kin] if is_kin.any() else past[is_near]
    if len(near) == 0:
        return np.zeros(len(record.states))
    return np.asarray(known.joined[near[-1]], dtype=np.float64)


def _votes_on_title(record: asof.Record, known: asof.Known, place: int) -> dict[str, Array]:
    """Return the shares of Y, N and A in the last votes on a text of the same title."""
    title = str(record.texts["title"].iloc[place])
    names = {"title_yes": "Y", "title_no": "N", "title_abstain": "A"}
    zero = dict.fromkeys(names, np.zeros(len(record.states)))
    if not title:
        return zero
    on_title = record.rollcalls["title"].str.contains(title, regex=False).to_numpy(dtype=bool)
    rows = np.flatnonzero(on_title & known.voted)[-VOTE_YEARS:]
    if len(rows) == 0:
        return zero
    weight = 0.5 ** np.arange(len(rows))[::-1]
    weight = weight / weight.sum()
    return {
        name: weight @ (record.codes[rows] == ballots.CODES[vote]) for name, vote in names.items()
    }


def _carriers(
    record: asof.Record, known: asof.Known, place: int, past: npt.NDArray[np.int64]
) -> Array:
    """Return the weight of each State among those who carry the text, adding up to 1 or to 0 (S,).

    Hosts of meetings in its field in the 400 days before, and the sponsors of its last version.
    """
    text = record.texts.iloc[place]
    weight = np.zeros(len(record.states))
    family = record.texts["family"].to_numpy()
    kin = past[family[past] == family[place]]
    if len(kin) and text["text_class"] in ("resolution", "paper"):
        weight += known.joined[kin[-1]] / max(int(known.joined[kin[-1]].sum()), 1)
    if text["text_class"] == "political":
        days = known.roles["day"].to_numpy(dtype="datetime64[D]")
        is_near = (days >= known.day - np.timedelta64(400, "D")) & (
            known.roles["field"] == text["field"]
        ).to_numpy(dtype=bool)
        is_host = known.roles["role"].isin(["host", "cohost"]).to_numpy(dtype=bool)
        weight[known.roles["state"].to_numpy()[is_near & is_host]] += 1.0
    total = weight.sum()
    return weight / total if total > 0 else weight


def _camp(
    surprise: Array,
    weight: Array,
    affinity: Array,
    columns: dict[str, tuple[str, Array]],
    past: npt.NDArray[np.int64],
) -> Array:
    """Return the record of each State on texts of the same camp: those whose rosters are like it.

    The camp of this text is read from the votes on its title and from the affinity to its
    carriers; earlier texts count by the correlation of their rosters with it, against included.
    """
    votes = columns["title_yes"][1] - columns["title_no"][1]
    ever = columns["family_share"][1]
    direction = _unit(votes) + _unit(affinity) + _unit(ever)
    if len(past) == 0 or not direction.any():
        return np.zeros(len(affinity))
    match = np.array([_unit(row) @ _unit(direction) for row in surprise])
    return _share(surprise, weight * match)


def _unit(values: Array) -> Array:
    """Return values around their mean, at length 1; zeros where they do not differ."""
    centred = values - values.mean()
    length = float(np.sqrt(centred @ centred))
    return centred / length if length > 1e-12 else np.zeros_like(centred)


def recent_votes(record: asof.Record, known: asof.Known) -> tuple[Array, Array, Array]:
    """Return similarity (S, S), components (3, S) and share of absences (S,) of recent votes."""
    n_states = len(record.states)
    is_plenary = record.rollcalls["is_plenary"].to_numpy(dtype=bool)
    since = known.day - np.timedelta64(round(365.25 * VOTE_YEARS), "D")
    rows = np.flatnonzero(known.voted & is_plenary & (record.voted_on >= since))
    if len(rows) < MIN_ROLLCALLS:
        rows = np.flatnonzero(known.voted & is_plenary)[-MIN_ROLLCALLS:]
    cast = (record.codes >= 0) & (record.codes <= ballots.CODES["Y"])
    has_voted = cast[known.voted & is_plenary].any(axis=0)
    codes, is_cast = record.codes[rows], cast[rows]
    is_listed = (codes >= 0) & has_voted  # who never voted yet is as if not listed, as in a house
    with np.errstate(invalid="ignore", divide="ignore"):
        absent = (is_listed & ~is_cast).sum(axis=0) / is_listed.sum(axis=0)
        mean = np.where(is_cast, codes, 0).sum(axis=1) / is_cast.sum(axis=1)
    centred = np.where(is_cast, codes - mean[:, None], 0.0)
    spread = np.sqrt((centred**2).sum(axis=1) / np.maximum(is_cast.sum(axis=1), 1))
    centred = centred[spread > MIN_DIVISION]
    if len(centred) < N_COMPONENTS:
        return np.zeros((n_states, n_states)), np.zeros((N_COMPONENTS, n_states)), absent
    _, length, directions = np.linalg.svd(centred, full_matrices=False)
    components = directions[:N_COMPONENTS] * length[:N_COMPONENTS, None] / np.sqrt(len(centred))
    for number, iso3 in enumerate(ORIENTED_BY):
        if iso3 in record.states and components[number, record.states.index(iso3)] < 0:
            components[number] *= -1
    norm = np.sqrt((centred**2).sum(axis=0))
    directed = centred / np.maximum(norm, 1e-9)
    return directed.T @ directed, components, absent


def _engaged(record: asof.Record, known: asof.Known, place: int) -> Array:
    """Return how often each State hosted, chaired, took part or put its name to a text, in logs."""
    field = record.texts["field"].iloc[place]
    in_field = (record.texts["field"] == field).to_numpy(dtype=bool) & known.opened
    count = known.joined[in_field].sum(axis=0).astype(np.float64)
    roles = known.roles[(known.roles["field"] == field).to_numpy(dtype=bool)]
    np.add.at(count, roles["state"].to_numpy(), 1.0)
    return np.asarray(np.log1p(count))


def shared_texts(surprise: Array, weight: Array) -> Array:
    """Return how alike the records of two States are, 0 and above (S, S)."""
    scaled = surprise * np.sqrt(weight)[:, None]
    norm = np.sqrt((scaled**2).sum(axis=0))
    directed = scaled / np.maximum(norm, 1e-9)
    return np.asarray(np.maximum(directed.T @ directed, 0) ** PEER_POWER)


def _smoothed(values: Array, peers: Array) -> Array:
    """Return the mean of the peers' values, weighted, oneself left out (S,)."""
    weight = peers.copy()
    np.fill_diagonal(weight, 0)
    return np.asarray(weight @ values / np.maximum(weight.sum(axis=1), 1e-9))


def _regional(values: Array, regions: tuple[str, ...]) -> Array:
    """Return the mean over the other States of the regional group (S,)."""
    names, at = np.unique(np.array(regions), return_inverse=True)
    total = np.bincount(at, values, minlength=len(names))
    n = np.bincount(at, minlength=len(names))
    return np.asarray((total[at] - values) / np.maximum(n[at] - 1, 1))
