"""A page of one filter of each kind, and what it says and has in its address."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def page() -> None:
    import json
    from datetime import date

    import streamlit as st

    from dashboard.kit import ask

    texts = {"cta": "Call to Action", "blueprint": "Blueprint", "pathways": "Pathways"}
    if st.query_params.get("page") == "other":
        st.text("nothing asked here")
    else:
        answers = {
            "one": ask.one("Text", texts, key="one", default="blueprint"),
            "switch": ask.switch("View", {"map": "Map", "list": "List"}, key="switch"),
            "several": ask.several("Groups", texts, key="several", placeholder="All"),
            "yes": ask.yes("Members only", key="yes"),
            "whole": ask.whole("Shared votes", key="whole", low=5, high=50, default=20),
            "between": ask.between(
                "Effect", key="between", low=0.0, high=2.0, step=0.1, default=(0.5, 1.0)
            ),
            "day": ask.day(
                "Since",
                key="day",
                low=date(2000, 1, 1),
                high=date(2026, 12, 31),
                default=date(2026, 2, 5),
            ).isoformat(),
            "words": ask.words("Search", key="words", placeholder="for example: space"),
        }
        st.text(json.dumps(answers))


DEFAULTS = {
    "one": "blueprint",
    "switch": "map",
    "several": [],
    "yes": False,
    "whole": 20,
    "between": [0.5, 1.0],
    "day": "2026-02-05",
    "words": "",
}
"""What each filter is at first."""


def opened(**query: str | list[str]) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def answers(app: AppTest) -> dict[str, object]:
    assert not app.exception
    return dict(json.loads(app.text[0].value))


def address(app: AppTest) -> dict[str, list[str]]:
    """Return the address as a browser would show it: every name with its values."""
    return {
        name: value if isinstance(value, list) else [value]
        for name, value in app.query_params.items()
    }
