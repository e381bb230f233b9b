"""The texts and forums in which two States are both, and those in which only one is."""

from __future__ import annotations

import pandas as pd

from analytics import membership_matrix, network
from dashboard import i18n
from dashboard.blocks import Blocks, Table, Unknown
from dashboard.i18n import _, vocabulary
from dashboard.words import states
from data.facts import Facts


def blocks(facts: Facts, a: str, b: str) -> Blocks:
    """Return the texts and forums that list at least one of two States, by their codes."""
    rosters = facts.recall(network.rosters_now)
    are_held = {a, b} <= set(rosters.states)
    found = membership_matrix.rosters_of_pair(rosters, a, b) if are_held else pd.DataFrame()
    if found.empty:
        return (Unknown(_("One of the two is on no roster that is known in full.")),)
    names = states.names(facts.states)
    rows = _rows(found, names[a], names[b])
    n_both = int((rows["is_a_listed"] & rows["is_b_listed"]).sum())
    n_out = int(rosters.left_out["reason"].eq("not_full").sum())
    return (
        Table(
            key="compare_shared",
            title=_("Texts and forums: both are on {n}").format(n=i18n.number(n_both)),
            table=rows,
            evidence=tuple(rows["evidence_id"]),
            columns={
                "text": _("Text or forum"),
                "who": _("Who is listed"),
                "kind_word": _("Kind"),
                "domain_word": _("Subject"),
                "n_members": _("States on it"),
            },
            note=_(
                "The smallest circles first. Not listed is not opposed. {n} rosters known only in "
                "part are left out."
            ).format(n=i18n.number(n_out)),
        ),
    )


def _rows(found: pd.DataFrame, name_a: str, name_b: str) -> pd.DataFrame:
    """Return texts and forums in words, each with which of two States it lists."""
    only = {(True, True): _("Both"), (True, False): name_a, (False, True): name_b}
    return found.assign(
        text=[_(name) for name in found["short_name"]],
        kind_word=[vocabulary.word(vocabulary.KINDS, kind) for kind in found["kind"]],
        domain_word=[
            vocabulary.word(vocabulary.DOMAINS, domain) if isinstance(domain, str) else "—"
            for domain in found["domain"]
        ],
        who=[only[pair] for pair in zip(found["is_a_listed"], found["is_b_listed"], strict=True)],
    )
