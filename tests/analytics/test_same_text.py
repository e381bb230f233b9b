from __future__ import annotations

import pandas as pd

from analytics import same_text

TITLES = ["Mines", "Space", "Mines : draft resolution", "Trade", "Space age", "MINES"]


def rollcalls() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rollcall_id": [f"r{k}" for k in range(6)],
            "title": TITLES,
            "body": "plenary",
            "is_paragraph_vote": False,
            "is_amendment_vote": False,
            "vote_date": pd.to_datetime([f"{2010 + k}-10-01" for k in range(6)]),
        }
    )


def pairs(*held: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(held, columns=["earlier_rollcall_id", "later_rollcall_id"])


def test_votes_under_one_title_are_on_one_text_and_a_heading_names_none():
    assert same_text.text_ids(rollcalls()).tolist() == [0, 1, 0, 2, 3, 4]


def test_matched_votes_are_on_one_text_whatever_their_titles_and_through_others():
    matched = pairs(("r1", "r4"), ("r4", "r5"), ("r0", "elsewhere"))
    assert same_text.text_ids(rollcalls(), matched).tolist() == [0, 1, 0, 2, 1, 1]


def test_a_vote_on_a_paragraph_is_not_on_the_text_whose_title_it_bears():
    frame = rollcalls().assign(is_paragraph_vote=[True, *[False] * 5])
    assert same_text.text_ids(frame).tolist() == [0, 1, 2, 3, 4, 5]
    assert same_text.text_ids(frame, pairs(("r0", "r2"))).tolist() == [0, 1, 0, 2, 3, 4]


def test_two_votes_of_a_day_under_one_title_are_two_texts():
    frame = rollcalls().assign(title="Mines", vote_date=pd.Timestamp("2010-10-01"))
    assert same_text.text_ids(frame).tolist() == [0, 1, 2, 3, 4, 5]


def test_a_text_is_on_a_topic_whenever_it_is_voted_on_if_often_enough_coded_so():
    frame = pd.concat([rollcalls()] * 2, ignore_index=True)
    frame["rollcall_id"] = [f"r{k}" for k in range(12)]
    frame["vote_date"] = pd.to_datetime([f"{2010 + k}-10-01" for k in range(12)])
    frame.loc[6:, "title"] = "Mines"
    topics = pd.DataFrame({"rollcall_id": ["r0", "r3", "r7"], "topic": ["x", "x", "y"]})
    coded = same_text.on_topic(frame, topics, "x")["rollcall_id"].tolist()
    assert coded == ["r3"]
    more = pd.concat([topics, pd.DataFrame({"rollcall_id": ["r2"], "topic": ["x"]})])
    coded = same_text.on_topic(frame, more, "x")["rollcall_id"].tolist()
    assert coded == ["r0", "r2", "r3", *[f"r{k}" for k in range(6, 12)]]
