"""The parts of pages that are drawn when a reader chooses them, for tests and timings of all."""

from dashboard import navigation

PARTS = {
    "rollcalls": ("aspect", ("moves", "committee", "text")),
    "instruments": ("part", ("funnel", "roster")),
    "state": (
        "dossier",
        ("says", "votes", "next_vote", "chances", "documents", "outreach", "unknown"),
    ),
    "stated": ("part", ("votes", "movers", "groups", "answers")),
    "changes": ("compare", ("snapshots",)),
    "trends": ("trend", ("joining", "moves", "cohesion")),
    "data": ("show", ("gaps", "tables", "terms", "programs")),
    "update": ("update", ("journal",)),
}
"""By page: the name in the address, and its values but for the one that is drawn at first."""

VIEWS = [(page, {}) for page in navigation.PAGES] + [
    (page, {PARTS[page.path][0]: part})
    for page in navigation.PAGES
    if page.path in PARTS
    for part in PARTS[page.path][1]
]
"""Every page as it is drawn at first, and then every other part of one."""


def name(view: tuple[navigation.Page, dict[str, str]]) -> str:
    """Return a view in short: its page, and its part if it is not the first."""
    page, query = view
    return ":".join([page.path, *query.values()])
