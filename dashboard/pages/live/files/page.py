"""Counts as files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import ask, here, plan_trouble, save_button, sharing, signing
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.live.files import content
from dashboard.pages.live.judged import JudgedCount
from dashboard.plans import counts
from dashboard.plans.counts import kept_counts
from dashboard.uploads import reading
from data.errors import PlanError
from data.facts import current_facts


def render_files(count: JudgedCount) -> None:
    """Draw every line of a count, and its file."""
    draw(content.every_line(current_facts(), count))
    save_button.offer(
        _("Save this count as a file"),
        partial(counts.as_file, count.kept, count.entries),
        kind="count",
        thing=f"{count.kept.count_id}.json",
        file=f"trojka-count-{count.kept.count_id}.json",
        mime="application/json",
        key="export_count",
        help=_("One JSON file that another Trojka can open"),
    )
    try:
        kept = kept_counts(here.person())
    except PlanError:
        return  # said above, where the count was read
    sharing.render(kept, count.kept.count_id)


def render_importer() -> None:
    """Draw the way to open a count that was saved as a file: it becomes a count of its own."""
    with st.expander(_("Open a count from a file")):
        file = st.file_uploader(
            _("A count that was saved as a file"),
            type="json",
            key="a_count",
            max_upload_size=reading.MAX_MEGABYTES["count"],
        )
        who = signing.asked(st.container(), _("Opened by"), key="count_opened_by")
        if file is None or not st.button(_("Open and keep"), key="open_count"):
            return
        try:
            held = reading.count(file.getvalue(), where=file.name)
            kept = kept_counts(here.person()).begin(held.count, who=who or "—", lines=held.lines)
        except PlanError as error:
            plan_trouble.say(error)
            return
    ask.put("count", kept.count_id)
    st.rerun()
