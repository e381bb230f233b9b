"""A small synthetic world in which who joins a text follows a planted rule.

Thirty States in five regional groups lie on one line, `POSITION`, groups somewhat apart, and some
are busier than others, `BUSY`. They vote by where they lie, and join a text with log-odds

    level of the text + 2.5 × its side (+1 or −1) × POSITION + 1 × BUSY,

so that earlier rosters, votes and groups all tell of the next roster. Side +1 has the resolutions
and the political texts, −1 the papers of the other camp and its one political text, `OTHER_CAMP`.
Who carries a text lies at the end of its side: States that vote like the carriers join, and of a
text without an earlier version its carriers say which side it is on. The summit outcomes of 2018
and 2021 are versions of one text, carried by `HOSTS` as are the resolutions on AI; they called
talks before the last. Treaties are joined over six years, political texts over two; papers have no
dates. `LEFT` left a treaty again. `SILENT` did nothing, `LATE_VOTER` was marked absent until it
voted.

Beside the texts stand an instrument known by its count only, one known in part, one without a date
and an earlier state of a text, none of which may count; and leads that carry nothing: a place of
signature only, a host named after the opening, and one that is no State.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from analytics.joining import history_from_tables, model, open_texts
from analytics.joining.features import Features
from analytics.joining.history import History
from analytics.joining.prediction import Prediction
from tests.analytics import forecasts

Tables = dict[str, pd.DataFrame]

N_STATES = 30
REGIONS = ("AG", "APG", "EEG", "GRULAC", "WEOG")
STATES = tuple(f"S{chr(65 + k // 26)}{chr(65 + k % 26)}" for k in range(N_STATES))
SILENT = STATES[-1]
"""Neither votes nor rosters nor groups."""
LATE_VOTER = STATES[-2]
FIRST_CAST = 2014
HOSTS = STATES[4], STATES[9]
LEFT = "treaty_b", STATES[14]
JOINED_AND_LEFT = "2012-06-01", "2017-06-01"
READ = "2023-02-01"
"""The day on which treaties and political texts were read; papers and sponsors on their day."""

GROUPS = {
    "commonwealth": range(0, N_STATES - 2, 3),
    "union": range(4, N_STATES - 2, 5),
    "movement": range(0, N_STATES - 2, 5),
}

_DRAW = np.random.default_rng(20180621)
REGION = np.arange(N_STATES) % len(REGIONS)
POSITION = np.array([-1.2, -0.6, 0.0, 0.6, 1.2])[REGION] + _DRAW.normal(0, 0.6, N_STATES)
BUSY = _DRAW.normal(0, 1, N_STATES)
_CAN_CARRY = np.setdiff1d(np.arange(N_STATES - 2), [STATES.index(s) for s in (*HOSTS, LEFT[1])])
BY_POSITION = tuple(STATES[k] for k in _CAN_CARRY[np.argsort(POSITION[_CAN_CARRY])])

TEXTS = (
    # key, kind, domain, opened, side, level, role
    ("treaty_a", "treaty", "weapons", "2010-02-01", 1, 0.5, "party"),
    ("paper_a", "joint_statement", "weapons", "2010-04-01", -1, -0.5, "submitter"),
    ("pledge_a", "declaration", "weapons", "2010-06-01", 1, 0.0, "endorser"),
    ("res_space_10", "resolution", "outer space", "2010-10-20", 1, 0.0, "sponsor"),
    ("paper_b", "joint_statement", "cyber", "2011-01-15", -1, -0.5, "submitter"),
    ("pledge_b", "declaration", "cyber", "2011-03-01", 1, 0.5, "endorser"),
    ("treaty_b", "treaty", "nuclear", "2011-05-01", 1, -0.5, "party"),
    ("pledge_c", "declaration", "outer space", "2011-06-01", 1, 0.0, "endorser"),
    ("paper_c", "joint_statement", "outer space", "2011-08-01", -1, 0.0, "submitter"),
    ("res_space_11", "resolution", "outer space", "2011-10-20", 1, 0.0, "sponsor"),
    ("pledge_d", "declaration", "nuclear", "2012-05-01", 1, 0.0, "endorser"),
    ("res_ai_13", "resolution", "military AI", "2013-10-25", 1, 0.0, "sponsor"),
    ("paper_d", "joint_statement", "military AI", "2014-03-01", -1, 0.0, "submitter"),
    ("pledge_e", "declaration", "technology", "2015-09-01", -1, 0.5, "endorser"),
    ("treaty_c", "treaty", "cyber", "2016-02-01", 1, 0.0, "party"),
    ("res_ai_17", "resolution", "military AI", "2017-10-25", 1, 0.0, "sponsor"),
    ("summit_18", "summit_outcome", "military AI", "2018-06-21", 1, 0.0, "endorser"),
    ("pledge_f", "declaration", "autonomous weapons", "2019-11-01", 1, -0.5, "endorser"),
    ("summit_21", "summit_outcome", "military AI", "2021-02-04", 1, 0.5, "endorser"),
    ("paper_e", "joint_statement", "cyber", "2022-03-01", -1, 0.0, "submitter"),
    ("paper_f", "joint_statement", "outer space", "2022-10-01", -1, 0.0, "submitter"),
)
SUMMIT = "summit_21"
OTHER_CAMP = "pledge_e"
PLEDGE = "pledge_f"
"""The only text of its kind and domain."""

SPREAD_DAYS = {"party": (0, 2200), "endorser": (0, 700), "sponsor": (-15, 1), "submitter": (0, 1)}
"""Days after the date of a text between which States join it."""

UNCARRIED = ("treaty_a", "pledge_b")
"""Texts of which nobody recorded who carried them."""

ODD_LEADS = (
    # key, lead, role, known by, weak
    ("pledge_b", BY_POSITION[0], "host", "2011-01-01", True),
    ("pledge_d", "EUR", "initiator", "2012-01-01", False),
)
LATE_HOST = "pledge_d", BY_POSITION[0], "host", "2012-12-01"

RESOLUTIONS = {
    "res_space_10": "v2010_0",
    "res_space_11": "v2011_0",
    "res_ai_13": "v2013_1",
    "res_ai_17": "v2017_1",
}
"""The roll calls on the same texts."""

ODD = (
    ("counted_only", "declaration", "2014-01-01", "positives_only", ()),
    ("known_in_part", "declaration", "2014-06-01", "positives_only", (0, 1, 2)),
    ("without_date", "declaration", None, "full", (0, 1, 2)),
    ("summit_21_before", "summit_outcome", "2021-02-04", "full", (0, 1, 2)),
    ("nobody_yet", "declaration", "2019-01-01", "full", ()),
)

AI_TITLE = "Artificial intelligence in the military domain : resolution"
SPACE_TITLE = "No first placement of weapons in outer space : resolution"
N_ROLLCALLS = 60


def carriers(key: str) -> tuple[str, ...]:
    """Return who carries a text: two States at the end of its side; nobody where not on record."""
    place = [text[0] for text in TEXTS].index(key)
    if key in UNCARRIED:
        return ()
    if key.startswith("summit"):
        return HOSTS
    if key in RESOLUTIONS:
        return (HOSTS[0] if "ai" in key else BY_POSITION[-1],)
    first = place % 3
    found = BY_POSITION[::-1] if TEXTS[place][4] == 1 else BY_POSITION
    return found[first], found[first + 1]


def tables() -> Tables:
    """Return every table that the joining model is made of."""
    instruments, memberships = _rosters(np.random.default_rng(1))
    rollcalls, votes = _votes(np.random.default_rng(2))
    return {
        "states": pd.DataFrame(
            {
                "iso3": STATES,
                "name_en": [f"State {iso3}" for iso3 in STATES],
                "un_region_group_code": [REGIONS[k] for k in REGION],
                "un_membership": "member",
            }
        ),
        "instruments": instruments,
        "memberships": memberships,
        "leads": _leads(),
        "rollcalls": rollcalls,
        "topics": _topics(rollcalls),
        "votes": votes,
    }


@cache
def basis() -> forecasts.Basis:
    """Return all that forecasts are made of; not to be changed."""
    return forecasts.basis(history_from_tables.build(**tables()))


def record() -> History:
    """Return the record made of the tables; not to be changed."""
    return basis().record


def features() -> tuple[Features, ...]:
    """Return the features of every text, as known when it opened; not to be changed."""
    return basis().features


def asked() -> tuple[open_texts.RosterSnapshot, ...]:
    """Return what earlier texts teach about one that is open; not to be changed."""
    return basis().asked


def seen() -> pd.DataFrame:
    """Return the texts that could be seen to grow; not to be changed."""
    return basis().precedents


def opened(key: str, of: History | None = None) -> np.datetime64:
    """Return the day on which a text opened."""
    held = record() if of is None else of
    return np.datetime64(held.opened[held.place(key)], "D")


def predicted(key: str, day: np.datetime64 | None = None, *, seed: int = 1) -> Prediction:
    """Return who joins a text, as known on the morning it opened or of a later day."""
    return forecasts.predict(basis(), key, day, seed=seed)


def fitted(
    key: str, of: forecasts.Basis | None = None, *, seed: int = 1, n_draws: int = 0
) -> model.JoiningModel:
    """Return the model for a text, fitted on the morning it opened."""
    held = basis() if of is None else of
    place = held.record.place(key)
    found = held.features[place]
    rows = model.rows_before(held.record, held.features, held.record.opened[place])
    return model.fit(
        held.record,
        rows,
        place,
        names=found.names,
        signs=found.signs,
        seed=seed,
        n_draws=n_draws,
    )


def permuted(of: History, seed: int) -> History:
    """Return a record in which every roster lists as many States as before, drawn at random."""
    rng = np.random.default_rng(seed)
    order = np.array([rng.permutation(N_STATES) for _ in range(len(of.texts))])
    rows = np.arange(len(of.texts))[:, None]
    dealt = {
        name: getattr(of, name)[rows, order]
        for name in ("joined", "joined_on", "joined_from", "left_on")
    }
    return replace(of, **dealt)


def _leads() -> pd.DataFrame:
    """Return who carried which text, a month before it opened; main sponsors stand in rosters."""
    rows = [
        (key, iso3, "host" if kind == "summit_outcome" else "initiator", day, False)
        for key, kind, _, day, *_ in TEXTS
        for iso3 in carriers(key)
        if kind != "resolution"
    ]
    frame = pd.DataFrame(
        [*rows, *ODD_LEADS], columns=["instrument_id", "iso3", "role", "since_to", "is_weak"]
    )
    days = pd.to_datetime(frame["since_to"]) - pd.Timedelta(days=30)
    return frame.assign(since_to=days.astype("datetime64[us]"))


def _rosters(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return instruments and memberships."""
    texts, spells = [], []
    for key, kind, domain, day, side, level, role in TEXTS:
        log_odds = level + side * 2.5 * POSITION + BUSY
        is_on = rng.random(N_STATES) < 1 / (1 + np.exp(-log_odds))
        is_on[STATES.index(SILENT)] = False
        carry = np.isin(STATES, carriers(key))
        is_on = is_on & ~carry if kind == "resolution" else is_on | carry
        is_on[STATES.index(LEFT[1])] &= key != LEFT[0]
        texts.append(_instrument(key, kind, domain, day, role, n_listed=int(is_on.sum())))
        first, last = SPREAD_DAYS[role]
        if kind == "resolution":
            tabled = pd.Timestamp(day) + pd.Timedelta(days=first - 5)
            spells += [(key, iso3, "main_sponsor", tabled) for iso3 in carriers(key)]
        for iso3 in np.array(STATES)[is_on]:
            since = pd.Timestamp(day) + pd.Timedelta(days=int(rng.integers(first, last)))
            spells.append((key, iso3, role, pd.NaT if role == "submitter" else since))
    for key, members in GROUPS.items():
        texts.append(_instrument(key, "organisation", None, None, "member", n_listed=len(members)))
        spells += [(key, STATES[k], "member", pd.NaT) for k in members]
    for key, kind, day, use, listed in ODD:
        odd = _instrument(key, kind, "military AI", day, "endorser", n_listed=len(listed))
        of = SUMMIT if key.endswith("_before") else None
        texts.append(odd | {"roster_use": use, "snapshot_of": of})
        spells += [(key, STATES[k], "endorser", pd.NaT) for k in listed]
    meeting = _instrument("talks_20", "consultation", "military AI", "2020-12-01", "participant")
    texts.append(meeting | {"roster_use": "positives_only"})
    spells += [("talks_20", iso3, "host", pd.Timestamp("2020-12-01")) for iso3 in HOSTS]
    spells += [("talks_20", s, "participant", pd.Timestamp("2020-12-01")) for s in STATES[2:9]]
    began, ended = (pd.Timestamp(day) for day in JOINED_AND_LEFT)
    spells += [(*LEFT, "party_former", began), (*LEFT, "withdrawn", ended)]
    spells.append((*LATE_HOST[:3], pd.Timestamp(LATE_HOST[3])))
    memberships = pd.DataFrame(spells, columns=["instrument_id", "iso3", "role", "since_to"])
    memberships["since_to"] = memberships["since_to"].astype("datetime64[us]")
    memberships["since_from"] = memberships["since_to"]
    memberships["until"] = pd.Series(None, index=memberships.index, dtype=object)
    memberships["evidence_id"] = "e-" + memberships["instrument_id"] + "-" + memberships["iso3"]
    instruments = pd.DataFrame(texts).set_index("instrument_id", drop=False)
    instruments.loc["treaty_a", ["roster_use", "name_limit"]] = ["alphabetical", "State SAT"]
    for key, rollcall in RESOLUTIONS.items():
        instruments.loc[key, "rollcall_id"] = rollcall
    for column in ("date_from", "complete_to"):
        instruments[column] = instruments[column].astype("datetime64[us]")
    return instruments.reset_index(drop=True), memberships


def _instrument(
    key: str, kind: str, domain: str | None, day: str | None, role: str, *, n_listed: int = 0
) -> dict[str, object]:
    """Return a row of the table of instruments, of a roster known in full."""
    is_short = role in ("submitter", "sponsor")
    is_open = kind in ("summit_outcome", "treaty")
    closed = None
    if day and not is_open:
        closed = str(pd.Timestamp(day) + pd.Timedelta(days=0 if is_short else 700))[:10]
    read = READ if day and not is_short else day
    return {
        "instrument_id": key,
        "kind": kind,
        "domain": domain,
        "date_from": pd.Timestamp(day) if day else pd.NaT,
        "as_of": read,
        "complete_to": pd.Timestamp(read) if read else pd.NaT,
        "window_closed": closed,
        "host": None,
        "open_to_new_members": "yes" if is_open else "no",
        "counted_roles": role,
        "roster_use": "full",
        "name_limit": None,
        "n_listed": n_listed,
        "snapshot_of": None,
        "rollcall_id": None,
        "evidence_id": f"e-{key}",
    }


def _topics(rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the topics of roll calls: all are on disarmament, some on a field beside."""
    ids, title = rollcalls["rollcall_id"], rollcalls["title"]
    parts = [(ids, "disarmament")]
    parts += [(ids[title == AI_TITLE], "aimd"), (ids[title == SPACE_TITLE], "space_security")]
    return pd.concat(
        [pd.DataFrame({"rollcall_id": some, "topic": topic}) for some, topic in parts],
        ignore_index=True,
    )


def _votes(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return roll calls, five a year of which one in committee, and votes."""
    year, turn = np.divmod(np.arange(N_ROLLCALLS), 5)
    title = np.array([f"Text {k}" for k in range(N_ROLLCALLS)], dtype=object)
    title[turn == 0] = SPACE_TITLE
    title[(turn == 1) & (year >= 3)] = AI_TITLE
    title[turn == 4] = title[turn == 1]
    ids = np.array([f"v{2010 + y}_{t}" for y, t in zip(year, turn, strict=True)], dtype=object)
    body = np.where(turn == 4, "first_committee", "plenary")
    days = [
        pd.Timestamp(2010 + y, 11 if t == 4 else 12, 1 + t)
        for y, t in zip(year.tolist(), turn.tolist(), strict=True)
    ]
    rollcalls = pd.DataFrame(
        {
            "rollcall_id": ids,
            "session_number": pd.array(65 + year, dtype="Int64"),
            "body": body,
            "status": "complete",
            "is_paragraph_vote": False,
            "is_amendment_vote": False,
            "vote_date": pd.Series(days).astype("datetime64[us]"),
            "title": title,
            "evidence_id": [f"e-{key}" for key in ids],
        }
    )
    latent = POSITION + rng.normal(0, 0.5, (N_ROLLCALLS, N_STATES))
    vote = np.select([latent > -0.2, latent > -0.9], ["Y", "A"], default="N").astype(object)
    vote[rng.random(vote.shape) < 0.08] = "X"
    late = STATES.index(LATE_VOTER)
    vote[:, late] = np.where(year < FIRST_CAST - 2010, "X", vote[:, late])
    cast = pd.DataFrame(vote, index=ids, columns=list(STATES)).drop(columns=SILENT)
    votes = cast.rename_axis("rollcall_id").reset_index()
    votes = votes.melt(id_vars="rollcall_id", var_name="iso3", value_name="vote")
    return rollcalls, votes
