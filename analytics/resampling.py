"""How sure a figure from recorded votes is: the one place where votes are drawn again.

The same text comes back year after year, and each State mostly votes on it as before. Votes on one
text are therefore one observation made many times, not many: they are drawn again together, all or
none. Taken one by one, they would give intervals that are far too narrow.

Which votes are on one text is read as `same_text.text_ids` does, and votes under one symbol or
draft are on one text too. A vote on a paragraph or an amendment is drawn again with the whole of
its text, which stands under the same symbol or draft, or on the same day under the same title.
Where none of these tells the whole, such votes count as a text of their own. They never make one
text of two: symbols of parts are sometimes wrong.

References
----------
Cameron, A. C., Gelbach, J. B. & Miller, D. L. (2008). Bootstrap-based improvements for inference
with clustered errors. *Review of Economics and Statistics* 90(3), 414-427.
Field, C. A. & Welsh, A. H. (2007). Bootstrapping clustered data. *Journal of the Royal Statistical
Society B* 69(3), 369-390.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from analytics import ballots, same_text, titles
from data.errors import AnalysisError
from data.facts import Facts

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

TEXT = "text_id"
"""The column of roll calls that says which are on one text."""

MIN_TEXTS = 10
"""Fewer texts give no intervals: those from few texts are far too narrow."""


def with_text_ids(rollcalls: pd.DataFrame, repeated: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the roll calls with a column that says which are on one text.

    Parameters
    ----------
    rollcalls : DataFrame
        ``rollcall_id, body, title, symbol, draft, vote_date, is_paragraph_vote,
        is_amendment_vote``; the whole record, since a text may be known by a vote outside a window.
    repeated : DataFrame, optional
        As for `same_text.text_ids`.

    Returns
    -------
    DataFrame
        The same rows, with ``text_id``: from 0, and of one body only, since votes of the plenary
        and of a committee are never pooled.

    Examples
    --------
    >>> votes = {"a": "Mines", "b": "Operative paragraph 2", "c": "Mines : draft resolution"}
    >>> frame = pd.DataFrame({"rollcall_id": list(votes), "title": list(votes.values())})
    >>> frame = frame.assign(body="plenary", draft=None, is_amendment_vote=False)
    >>> frame["symbol"] = ["A/RES/75/1", "A/RES/75/1", "A/RES/76/9"]
    >>> frame["vote_date"] = pd.to_datetime(["2020-12-07", "2020-12-07", "2021-12-06"])
    >>> with_text_ids(frame.assign(is_paragraph_vote=[False, True, False]))["text_id"].tolist()
    [0, 0, 0]
    """
    numbers = np.zeros(len(rollcalls), dtype=np.int64)
    n_before = 0
    for held in rollcalls.groupby("body", observed=True, sort=True).indices.values():
        numbers[held] = n_before + _texts(rollcalls.iloc[held], repeated)
        n_before = int(numbers[held].max()) + 1
    return rollcalls.assign(**{TEXT: numbers})


def rollcalls_with_text_ids(facts: Facts) -> pd.DataFrame:
    """Return the roll calls of the record, each with the number of its text."""
    return with_text_ids(facts.rollcalls, facts.repeated_votes)


def text_numbers(rollcalls: pd.DataFrame) -> Ints:
    """Return for each roll call the number of its text among those given, from 0.

    Parameters
    ----------
    rollcalls : DataFrame
        ``text_id``, from `with_text_ids`.

    Raises
    ------
    AnalysisError
        If the roll calls do not say which text they are on.
    """
    if TEXT not in rollcalls:
        raise AnalysisError(
            "resampling",
            found=f"roll calls without {TEXT}",
            expected="the text of each",
            do="add it to the whole record with resampling.with_text_ids",
        )
    numbers: Ints = pd.factorize(rollcalls[TEXT])[0].astype(np.int64)
    return numbers


def weights(text_numbers: Ints, n_replicates: int, rng: np.random.Generator) -> Ints:
    """Return how often each text counts in each replicate.

    In every replicate as many texts are drawn as there are, with replacement, whatever the number
    of roll calls in each.

    Parameters
    ----------
    text_numbers : ndarray of int, shape (n_rollcalls,)
        The number of the text of each roll call, from 0, as `text_numbers` returns them.
    n_replicates : int
    rng : Generator

    Returns
    -------
    ndarray of int, shape (n_replicates, n_texts)
        No rows where there are fewer than `MIN_TEXTS` texts. ``weights(...)[:, text_numbers]`` is
        how often each roll call counts.

    Raises
    ------
    AnalysisError
        If ``n_replicates`` is below 0.

    Examples
    --------
    >>> drawn = weights(np.arange(20) // 2, 5, np.random.default_rng(0))
    >>> drawn.shape, drawn.sum(axis=1).tolist()
    ((5, 10), [10, 10, 10, 10, 10])
    >>> weights(np.arange(20) // 5, 5, np.random.default_rng(0)).shape
    (0, 4)
    """
    if n_replicates < 0:
        raise AnalysisError(
            "resampling",
            found=f"{n_replicates} replicates",
            expected="0 or more",
            do="choose 0 for no intervals",
        )
    n_texts = int(text_numbers.max(initial=-1)) + 1
    if n_texts < MIN_TEXTS:
        return np.zeros((0, n_texts), dtype=np.int64)
    drawn: Ints = rng.multinomial(n_texts, np.full(n_texts, 1 / n_texts), size=n_replicates)
    return drawn


def _texts(rollcalls: pd.DataFrame, repeated: pd.DataFrame | None) -> Ints:
    """Return the number of the text of each roll call of one body, parts with their whole."""
    is_part = ~ballots.is_whole_text(rollcalls)
    text = pd.Series(same_text.text_ids(rollcalls, repeated))
    documents = [_number(rollcalls[name]) for name in ("symbol", "draft")]
    text = _joined(text, [number.mask(is_part) for number in documents])
    of_whole = text.mask(is_part)
    title = _number(rollcalls["title"].map(titles.plain).replace("", None))
    heading = _number(title.astype(str) + rollcalls["vote_date"].astype(str).to_numpy())
    is_heading = of_whole.groupby(heading).transform("nunique") > 1
    whole = pd.Series(np.nan, index=text.index)
    for number in (*documents, heading.mask(title.isna() | is_heading)):
        whole = whole.fillna(of_whole.groupby(number).transform("first"))
    numbers: Ints = pd.factorize(whole.where(is_part).fillna(text))[0].astype(np.int64)
    return numbers


def _number(names: pd.Series) -> pd.Series:
    """Return a number for each name; missing where there is none."""
    codes = pd.Series(pd.factorize(names)[0])
    return codes.mask(codes < 0)


def _joined(text: pd.Series, documents: list[pd.Series]) -> pd.Series:
    """Return the number of each text, those in one document taken for one."""
    joined = [np.stack([text, text])]
    for number in documents:
        first = text.groupby(number).transform("first")
        joined.append(np.stack([text, first])[:, first.notna()])
    source, target = np.concatenate(joined, axis=1).astype(np.int64)
    graph = sparse.coo_array((np.ones(len(source)), (source, target)), shape=(len(text),) * 2)
    labels: Ints = csgraph.connected_components(graph, directed=False)[1]
    return pd.Series(labels[text])
