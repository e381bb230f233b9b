"""What groups of States say; nothing of it is said of a member."""

from __future__ import annotations

from analytics import stated
from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Link, Note, Table, Unknown, Words
from dashboard.i18n import _, ngettext
from dashboard.words.stated import labels, rows, sentences
from data.facts import Facts


def blocks(facts: Facts) -> Blocks:
    """Return the statements of groups and meetings, the latest first."""
    held = facts.recall(stated.group_statements, facts.recall(stated.last_day)).rows
    if held.empty:
        return (Unknown(_("No statement of a group is on record.")),)
    names = facts.instruments.set_index("instrument_id")["short_name"]
    addresses = facts.evidence.set_index("evidence_id")["url"]
    asked = list(zip(held["topic"], held["question"], held["code"], strict=True))
    n_groups = held["group_id"].nunique()
    return (
        Finding(
            ngettext(
                "**{n} statement** of {groups} is on record.",
                "**{n} statements** of {groups} are on record.",
                len(held),
            ).format(
                n=i18n.number(len(held)),
                groups=ngettext("{n} group or meeting", "{n} groups or meetings", n_groups).format(
                    n=i18n.number(n_groups)
                ),
            )
        ),
        Table(
            key="stated_groups",
            title=_("What groups and meetings say"),
            table=held.assign(
                name=[_(str(names[key])) for key in held["group_id"]],
                subject=[rows.subject(topic, question) for topic, question, _code in asked],
                answer=[labels.label(question, code) for _topic, question, code in asked],
                confidence_word=[_(labels.CONFIDENCES[one]) for one in held["confidence"]],
                when=[i18n.partial_date(text) for text in held["date_text"]],
                document=[_(str(title)) for title in held["document"]],
                source=held["evidence_id"].map(addresses),
            ),
            columns={
                "name": _("Group or meeting"),
                "subject": _("Question"),
                "answer": _("What it says"),
                "when": _("When"),
                "document": _("Document"),
                "confidence_word": _("How it is documented"),
                "source": _("Source"),
            },
            styles={_("Document"): Words(rows.DOCUMENT_PX), _("Source"): Link(_("open"))},
            evidence=tuple(held["evidence_id"]),
        ),
        Note(_(sentences.OF_A_GROUP)),
    )
