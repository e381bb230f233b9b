"""Every word on screen has its Dutch, no more and no less; titles in the data as far as they can.

``make words`` runs this file; what it prints is the list of what a translator still has to do.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from babel.messages import catalog, pofile

from dashboard import i18n
from dashboard.pages.data import translations
from data import dictionary, store

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[3]
SAYS = {"_": 1, "mark": 1, "ngettext": 2}
"""Functions whose text goes into the catalogues, with the number of its forms."""

IN_DUTCH = 818
"""Texts of the record as shipped that have their Dutch. There may be more; none may go."""

Message = str | tuple[str, str]


def key(message: Message) -> str:
    """Return the first form of a message: the one under which a catalogue holds it."""
    return message if isinstance(message, str) else message[0]


def calls(source: str) -> Iterator[tuple[int, str, list[ast.expr]]]:
    """Yield line, function and text of every call that says something to a reader."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
            yield node.lineno, node.func.id, node.args[: SAYS[node.func.id]]


def messages(source: str) -> Iterator[Message]:
    """Yield the messages of a module; text out of the data is none."""
    for _line, _function, texts in calls(source):
        said = [t.value for t in texts if isinstance(t, ast.Constant) and isinstance(t.value, str)]
        if len(said) == 2:
            yield said[0], said[1]
        elif said:
            yield said[0]


@pytest.fixture(scope="module")
def in_code() -> dict[str, tuple[Message, str]]:
    """Return every message of the code under its key, with the module that says it."""
    return {
        key(message): (message, str(path.relative_to(ROOT)))
        for path in sorted((ROOT / "dashboard").rglob("*.py"))
        for message in messages(path.read_text(encoding="utf-8"))
    }


@pytest.fixture(scope="module")
def in_data(snapshot: store.Snapshot) -> dict[str, str]:
    """Return every text of the data that is shown in the reader's language, and where it stands."""
    tables = {name: snapshot.frame(name) for name in translations.TABLES}
    return dict(translations.texts(tables).itertuples(index=False, name=None))


@pytest.fixture(scope="module")
def in_contract() -> set[str]:
    """Return every text of the data dictionary."""
    described = dictionary.dictionary()
    return {*described["table_description"], *described["description"]}


@pytest.fixture(scope="module")
def catalogues() -> dict[str, catalog.Catalog]:
    """Return the Dutch catalogues by file."""
    found = {}
    for path in sorted((i18n.FOLDER / "nl").glob("*.po")):
        with path.open("rb") as file:
            found[path.name] = pofile.read_po(file, locale="nl", abort_invalid=True)
    return found


def each(catalogues: dict[str, catalog.Catalog]) -> Iterator[tuple[str, catalog.Message]]:
    """Yield every message of every catalogue with its file."""
    for name, words in catalogues.items():
        for message in words:
            if message.id:
                yield name, message


def forms(text: Message | list[str] | None) -> list[str]:
    """Return a message as the list of its forms: one, or one and many."""
    return [text] if isinstance(text, str) else list(text or ())


def fields(text: str) -> set[str]:
    """Return the named fields of a message."""
    return set(re.findall(r"\{(\w*)[^}]*\}", text))


def faults(message: catalog.Message) -> list[str]:
    """Return what is wrong with one translation."""
    english, dutch = forms(message.id), forms(message.string)
    if len(english) != len(dutch) or not all(dutch):
        return ["has no Dutch"]
    found = []
    if message.fuzzy:
        found.append("is marked as unsure")
    for one, other in zip(english, dutch, strict=True):
        if fields(one) != fields(other):
            found.append(f"has fields {sorted(fields(other))}, English {sorted(fields(one))}")
        if one[: len(one) - len(one.lstrip())] != other[: len(other) - len(other.lstrip())]:
            found.append("begins with other white space than the English")
    return found


def test_every_word_on_screen_has_its_dutch(
    in_code: dict[str, tuple[Message, str]], catalogues: dict[str, catalog.Catalog]
) -> None:
    known = {key(message.id) for _, message in each(catalogues)}
    missing = [f"{path}: {m!r}" for text, (m, path) in in_code.items() if text not in known]
    assert not missing, f"{len(missing)} without Dutch:\n" + "\n".join(sorted(missing))


def test_every_table_and_column_is_described_in_dutch(
    in_contract: set[str], catalogues: dict[str, catalog.Catalog]
) -> None:
    known = {key(message.id) for _, message in each(catalogues)}
    assert sorted(in_contract - known) == []


def test_titles_in_the_data_without_dutch_are_listed_and_none_of_ours_is_among_them(
    in_data: dict[str, str], catalogues: dict[str, catalog.Catalog]
) -> None:
    """A fact that somebody adds needs no Dutch: it is listed, for ``make words`` to print."""
    known = {key(message.id) for _, message in each(catalogues)}
    missing = [f"{where}: {text!r}" for text, where in in_data.items() if text not in known]
    print(f"{len(missing)} texts of the record without Dutch", *sorted(missing), sep="\n")
    assert len(in_data) - len(missing) >= IN_DUTCH, "\n".join(sorted(missing))


def test_no_catalogue_holds_words_that_nobody_says(
    in_code: dict[str, tuple[Message, str]],
    in_data: dict[str, str],
    in_contract: set[str],
    catalogues: dict[str, catalog.Catalog],
) -> None:
    said = in_code.keys() | in_data.keys() | in_contract
    idle = [f"{name}: {m.id!r}" for name, m in each(catalogues) if key(m.id) not in said]
    idle += [f"{name}: {text!r}" for name, words in catalogues.items() for text in words.obsolete]
    assert not idle, "take these out:\n" + "\n".join(idle)


def test_every_word_stands_in_one_catalogue(catalogues: dict[str, catalog.Catalog]) -> None:
    places = pd.DataFrame(
        [(key(message.id), name) for name, message in each(catalogues)], columns=["text", "file"]
    )
    twice = places[places["text"].duplicated(keep=False)].sort_values("text")
    assert twice.empty, "in two catalogues:\n" + twice.to_string(index=False)


def test_plural_forms_are_those_of_the_code(
    in_code: dict[str, tuple[Message, str]], catalogues: dict[str, catalog.Catalog]
) -> None:
    other = [
        f"{name}: {message.id!r}"
        for name, message in each(catalogues)
        if key(message.id) in in_code and forms(message.id) != forms(in_code[key(message.id)][0])
    ]
    assert other == []


def test_every_translation_is_sound(catalogues: dict[str, catalog.Catalog]) -> None:
    wrong = [
        f"{name}: {message.id!r} {fault}"
        for name, message in each(catalogues)
        for fault in faults(message)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (catalog.Message("States", ""), "has no Dutch"),
        (catalog.Message(("{n} State", "{n} States"), ("{n} staat", "")), "has no Dutch"),
        (catalog.Message("{n} States", "{m} staten"), "has fields ['m'], English ['n']"),
        (catalog.Message("{n} States", "staten"), "has fields [], English ['n']"),
        (catalog.Message(" and more", "en meer"), "begins with other white space"),
        (catalog.Message("States", "staten", flags=("fuzzy",)), "is marked as unsure"),
    ],
)
def test_an_unsound_translation_is_found(message: catalog.Message, fault: str) -> None:
    (found,) = faults(message)
    assert fault in found


def test_catalogues_say_how_they_are_written(catalogues: dict[str, catalog.Catalog]) -> None:
    assert catalogues
    for name, words in catalogues.items():
        assert words.charset.lower() == "utf-8", name
        assert words.num_plurals == 2, name


def test_words_are_said_whole_so_that_they_can_be_translated() -> None:
    """A text put together before it is translated is found in no catalogue."""
    broken = [
        f"{path.relative_to(ROOT)}:{line}: {function}({ast.unparse(text)})"
        for path in sorted((ROOT / "dashboard").rglob("*.py"))
        for line, function, texts in calls(path.read_text(encoding="utf-8"))
        for text in texts
        if is_put_together(text)
    ]
    assert not broken, "\n".join(broken)


def is_put_together(text: ast.expr) -> bool:
    """Return whether a text is made of pieces where it is said."""
    is_format = isinstance(text, ast.Call) and ast.unparse(text.func).endswith(".format")
    return is_format or isinstance(text, ast.JoinedStr | ast.BinOp | ast.IfExp)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("States")', ["States"]),
        ('mark("One " "text")', ["One text"]),
        ('ngettext("{n} State", "{n} States", n)', [("{n} State", "{n} States")]),
        ('_(row["short_name"])', []),
        ("_(LEAD)", []),
    ],
)
def test_messages_are_read_as_they_are_said(source: str, found: list[Message]) -> None:
    assert list(messages(source)) == found


@pytest.mark.parametrize(
    "source",
    ['_(f"{n} States")', '_("of " + name)', '_("{n}".format(n=1))', '_("a" if b else "c")'],
)
def test_a_text_in_pieces_is_found(source: str) -> None:
    ((_line, _function, [text]),) = calls(source)
    assert is_put_together(text)
