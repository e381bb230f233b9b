"""Which roll calls are on one text: what bridges sessions, and what is resampled together.

Two votes are on one text when others matched them so (table ``repeated_votes``), or when they
stand under one plain title (`titles.series`). Votes on single paragraphs and amendments stand
under the title of the whole: they meet no other by it. A text whose title changed, and whose votes
nobody matched, counts as two: fewer bridges, never a wrong one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from analytics import ballots, titles

Ints = npt.NDArray[np.int64]

LEAST_CODED = 0.2
"""Share of the votes on a text from which the text counts as being on a topic."""


def text_ids(rollcalls: pd.DataFrame, repeated: pd.DataFrame | None = None) -> Ints:
    """Return the number of the text of each roll call, from 0 in order of first appearance.

    Parameters
    ----------
    rollcalls : DataFrame
        ``rollcall_id, title, vote_date, is_paragraph_vote, is_amendment_vote``; of one body.
    repeated : DataFrame, optional
        ``earlier_rollcall_id, later_rollcall_id``, as the table ``repeated_votes``; pairs of which
        one is not among the roll calls are passed over.

    Returns
    -------
    array of int, shape (n_rollcalls,)

    Examples
    --------
    >>> day = pd.Timestamp("2020-12-07")
    >>> votes = {"a": "Mines", "b": "Space", "c": "Mines : draft resolution"}
    >>> frame = pd.DataFrame({"rollcall_id": list(votes), "title": list(votes.values())})
    >>> frame = frame.assign(is_paragraph_vote=False, is_amendment_vote=False)
    >>> text_ids(frame.assign(vote_date=[day, day, day + pd.Timedelta(days=365)])).tolist()
    [0, 1, 0]
    """
    is_separate = ~ballots.is_whole_text(rollcalls)
    names, _reasons = titles.series(
        rollcalls.assign(title=rollcalls["title"].astype(object).mask(is_separate, ""))
    )
    codes = pd.factorize(names.where(names != "", None).to_numpy(dtype=object))[0]
    row = np.arange(len(rollcalls))
    first = pd.Series(row).groupby(codes).transform("first").to_numpy()
    edges = [np.stack([row, first])[:, codes >= 0]]
    if repeated is not None:
        keys = pd.Index(rollcalls["rollcall_id"].astype(str))
        columns = ("earlier_rollcall_id", "later_rollcall_id")
        pairs = np.stack(
            [keys.get_indexer(pd.Index(repeated[name].astype(str))) for name in columns]
        )
        edges.append(pairs[:, (pairs >= 0).all(axis=0)])
    source, target = np.concatenate(edges, axis=1)
    graph = sparse.coo_array((np.ones(len(source)), (source, target)), shape=(len(row),) * 2)
    labels = csgraph.connected_components(graph, directed=False)[1]
    numbers: Ints = pd.factorize(labels)[0].astype(np.int64)
    return numbers


def on_topic(
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    topic: str,
    repeated: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the roll calls on texts of a topic: a text is coded alike whenever it is voted on.

    Sources code topics in their own ways and years, so that the votes on one text may differ. A
    text is on the topic when at least `LEAST_CODED` of its votes are coded so.

    Parameters
    ----------
    rollcalls : DataFrame
        As for `text_ids`, with ``body``.
    topics : DataFrame
        Table ``topics``.
    topic : str
    repeated : DataFrame, optional
        As for `text_ids`.
    """
    keys = topics.loc[topics["topic"] == topic, "rollcall_id"].astype(str)
    is_coded = rollcalls["rollcall_id"].astype(str).isin(keys).to_numpy(dtype=bool)
    is_on = is_coded.copy()
    for held in rollcalls.groupby("body", observed=True).indices.values():
        number = text_ids(rollcalls.iloc[held], repeated)
        share = pd.Series(is_coded[held]).groupby(number).transform("mean").to_numpy()
        is_on[held] = share >= LEAST_CODED
    return rollcalls[is_on]
