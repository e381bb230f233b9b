"""What is said of entries into the log: what was written, taken back, or written by others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard import i18n
from dashboard.i18n import _, ngettext
from dashboard.plans.log import LogEntry
from dashboard.plans.steps import LoggedStep
from dashboard.words import steps_in_words
from dashboard.words.markdown import plain


def logged_sentence(entries: Sequence[LogEntry], names: Mapping[str, str]) -> str:
    """Return what was just written into the log, such as "Estonia: willing, logged."."""
    return _("{states}: {step}, logged.").format(
        states=_states((one.step for one in entries), names), step=_step(entries[0].step)
    )


def taken_back_sentence(entries: Sequence[LogEntry], names: Mapping[str, str]) -> str:
    """Return what was just taken back."""
    return _("{states}: {step}, taken back. The log keeps both entries.").format(
        states=_states((one.step for one in entries), names), step=_step(entries[0].step)
    )


def meanwhile_sentence(theirs: Sequence[LogEntry], names: Mapping[str, str]) -> str:
    """Return what another desk logged while the form was open."""
    told = [
        _("{who} logged {state}: {step}").format(
            who=plain(one.author),
            state=plain(names.get(one.step.state, one.step.state)),
            step=_step(one.step),
        )
        for one in theirs
    ]
    return _("While you wrote, {entries}. Nothing of yours is written yet.").format(
        entries="; ".join(told)
    )


def strangers_sentence(strangers: Sequence[str], names: Mapping[str, str]) -> str:
    """Return that some States are not in the plan."""
    return ngettext(
        "{states} is not in this plan. Add it?",
        "{states} are not in this plan. Add them?",
        len(strangers),
    ).format(states=plain(i18n.listing([names.get(state, state) for state in strangers])))


def _states(steps: Iterable[LoggedStep], names: Mapping[str, str]) -> str:
    """Return the States of some steps, in words."""
    return plain(i18n.listing([names.get(step.state, step.state) for step in steps]))


def _step(step: LoggedStep) -> str:
    """Return how far an approach has come, within a sentence."""
    key = step.result or step.status
    words = {**steps_in_words.STATUS_WORDS, **steps_in_words.RESULT_WORDS}
    said = _(words[key])
    return said[:1].lower() + said[1:]
