"""The columns of results: what they are called, what they hold, in which unit and range."""

from __future__ import annotations

from analytics import roster_status
from analytics.joining import opportunities
from analytics.next_vote.vote_model import OUTCOMES
from analytics.record import standing
from data import table
from data.fields import Field


def _state(name: str = "iso3", description: str = "The State, ISO 3166-1 alpha-3") -> Field:
    return Field(name, "string", description, is_nullable=False, pattern=table.ISO3)


def _text(name: str, description: str, values: tuple[str, ...] = ()) -> Field:
    return Field(name, "string", description, values=values)


def _whole(name: str, description: str, least: float | None = 0) -> Field:
    return Field(name, "integer", description, minimum=least)


def _flag(name: str, description: str) -> Field:
    return Field(name, "boolean", description, is_nullable=False)


def _day(name: str, description: str) -> Field:
    return Field(name, "date", description)


def _number(name: str, description: str) -> Field:
    return Field(name, "number", description)


def _share(name: str, description: str) -> Field:
    return Field(name, "number", f"{description}, 0 to 1", minimum=0, maximum=1)


def _percent(name: str, description: str) -> Field:
    return Field(name, "number", f"{description}, 0 to 100", minimum=0, maximum=100)


def _tested(came: str) -> tuple[Field, ...]:
    """Return the test of a chance, beside it: what came of those who were given about the same."""
    among = "States in the back-test that were given about this probability"
    return (
        _whole("tested_n", f"{among}; few tell little, none nothing"),
        _whole("tested_came", f"Of tested_n, those that {came}"),
        _share("tested_low", "Lowest of the probabilities that tested_n were given"),
        _share("tested_high", "Highest of the probabilities that tested_n were given"),
        _share("tested_base_rate", f"Of all in the back-test, the share that {came}"),
    )


DIRECTIONS = ("to_yes", "from_yes")

TARGETS = (
    _text("text", "Key of a text that can be asked about"),
    _text("text_name", "What pages call it, in the language of lang"),
    _text("instrument_id", "The text, or the one whose next version is meant"),
    _flag("is_next", "Whether its next version is meant"),
)

OPPORTUNITIES = (
    _state(),
    _text("region", "UN regional group"),
    _text("origin", "Where it comes from, by its record", opportunities.ORIGINS),
    _text("status", "open, or why there is no probability: no_basis, declined"),
    _share("probability", "Probability that it joins; missing where there is no basis"),
    _share("low", "Lower end of the 90 % interval of the probability"),
    _share("high", "Upper end of the 90 % interval of the probability"),
    _text("fact", "What is documented of the State and this text"),
    _share("base_rate", "Of all that could join, the share that is expected to"),
    *_tested("joined"),
)

POSITIONS = (
    _state(),
    _whole("session_number", "Regular session of the General Assembly", 1),
    _number("ideal_point", "Position: mean 0 and standard deviation 1 within the session"),
    _number("se", "Standard error of the position"),
    _number("q05", "Lower end of the 90 % interval of the position"),
    _number("q95", "Upper end of the 90 % interval of the position"),
    _whole("n_votes", "Votes on which the position rests"),
)

RANKING = (
    *POSITIONS,
    _whole("rank", "Rank from the upper end of the line", 1),
    _whole("rank_from", "Lowest rank of the 90 % interval", 1),
    _whole("rank_to", "Highest rank of the 90 % interval", 1),
    _whole("n_placed", "States placed in the session"),
)


def _measure(name: str, what: str) -> tuple[Field, ...]:
    share = f"Share of all pairs with a lower {name}"
    return (
        _number(name, f"{what}; missing where too few texts are shared"),
        _number(f"{name}_q05", f"Lower end of the 90 % interval of {name}"),
        _number(f"{name}_q95", f"Upper end of the 90 % interval of {name}"),
        _percent(f"{name}_percentile", share),
        _percent(f"{name}_percentile_q05", f"{share}, lower end of its 90 % interval"),
        _percent(f"{name}_percentile_q95", f"{share}, upper end of its 90 % interval"),
    )


def _rank(name: str, of: str, to: str) -> tuple[Field, ...]:
    return (
        _whole(name, f"Which partner {of} is to {to} by closeness, 1 the closest", 1),
        _whole(f"{name}_from", f"Lowest of that rank in the 90 % interval ({of} to {to})", 1),
        _whole(f"{name}_to", f"Highest of that rank in the 90 % interval ({of} to {to})", 1),
    )


AGREEMENT = (
    _state("iso3_a", "One State, ISO 3166-1 alpha-3"),
    _state("iso3_b", "The other State, after it in the alphabet"),
    _whole("n_shared", "Roll calls in which both voted"),
    _whole("n_texts", "Texts that these roll calls are on"),
    _whole("n_same", "Roll calls in which both voted alike"),
    _whole("n_half", "Roll calls in which one abstained where the other voted"),
    _whole("n_opposite", "Roll calls in which one was in favour, the other against"),
    _share("by_house", "Agreement of two States drawn at random from those that voted"),
    _share("by_habits", "Agreement of two States with the habits of these two"),
    *_measure("closeness", "Agreement beyond that of two States drawn at random, at most 1"),
    *_measure("raw", "Agreement, 0 to 1; an abstention against a vote counts half"),
    *_measure("kappa", "Agreement beyond the habits of the two (Cohen), at most 1"),
    *_rank("rank_ab", "b", "a"),
    *_rank("rank_ba", "a", "b"),
)

SERIES = (
    _text("series", "Key of a text that can be asked about"),
    _text("title", "Title of the last resolution"),
    _text("symbol", "Symbol of the last resolution"),
    _text("rollcall_id", "The last vote on the text"),
    _day("vote_date", "Day of the last vote"),
    _whole("n_votes", "Votes on the text under this title", 1),
    _text("evidence_id", "Document behind the last vote"),
)

NEXT_VOTE = (
    _state(),
    _text("last", "Its last vote on the text; missing where it has none", ("Y", "A", "N")),
    _share("p_y", "Probability of a vote in favour; missing without a basis"),
    _share("p_a", "Probability of an abstention; missing without a basis"),
    _share("p_n", "Probability of a vote against; missing without a basis"),
    _share("p_x", "Probability that it does not vote; missing without a basis"),
    _flag("has_basis", "Whether its own last vote gives a basis for a forecast"),
    _text("direction", "Which move p_moves is of; missing without a basis", DIRECTIONS),
    _share("p_moves", "Probability that it moves to, or from, a vote in favour"),
    *_tested("moved so"),
)

TALLY = (
    _text("vote", "Y in favour, A abstaining, N against, X did not vote", tuple(OUTCOMES)),
    _whole("last", "States, last time"),
    _number("expected", "States expected"),
    _whole("low", "Lower end of the 90 % interval, States"),
    _whole("high", "Upper end of the 90 % interval, States"),
    _whole("tested_n", "Votes that the back-test is of; told of votes in favour only, as are all"),
    _number("tested_error", "Root mean square error of expected in the back-test, States"),
    _number("tested_error_of_last", "The same of last in the place of expected: the baseline"),
    _share("tested_within", "Votes of the back-test whose tally lay from low to high"),
)

BLOCS = (
    _state(),
    _whole("bloc", "Bloc, from 1 by size; missing for a State that swings, and without blocs", 1),
    _whole("leaning", "The likeliest bloc; missing where there are no blocs", 1),
    _share("certainty", "Share of samples of the texts that put it in the likeliest bloc"),
    _flag("is_swing", "Whether it is between blocs"),
    _whole("n_votes", "Roll calls used of it"),
    _whole("n_rosters", "Rosters used that list it"),
    _number("x", "Place on the picture, across; only distances mean anything"),
    _number("y", "Place on the picture, up; only distances mean anything"),
)

_CATEGORIES = tuple(dict.fromkeys((*roster_status.CATEGORIES, *standing.POSITIONS)))

STANDING = (
    _state(),
    _flag("is_member", "Member of the United Nations on the day"),
    _text("un_region_group_code", "UN regional group"),
    _text("category", "Where it stands; unknown where no source tells", _CATEGORIES),
    _text("role", "Role on the roster"),
    _text("since", "Since when, as sourced; of a roll call its day"),
    _day("since_from", "Earliest day that since can mean"),
    _day("since_to", "Latest day that since can mean"),
    _text("until", "End of the spell, as sourced"),
    _text("name_as_listed", "Name as printed in the source"),
    _text("confidence", "How good the source is"),
    _text("evidence_id", "Document behind this row"),
)
