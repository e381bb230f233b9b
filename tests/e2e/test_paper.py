"""A page as the browser prints it: whole tables and charts, sources with addresses, no pickers."""

import io

import pytest
from pypdf import PdfReader

from dashboard import i18n
from dashboard.blocks import Chart, Folded, Table, Unknown, flat
from dashboard.kit import html_table, recorded
from tests.e2e.conftest import Visit

pytestmark = pytest.mark.proof

PRINTED = [
    pytest.param("opportunities", {}, "en", id="opportunities"),
    pytest.param("state", {"state": "KEN"}, "nl", id="state"),
]


def letters(text: str) -> str:
    """Return text without spaces: paper breaks lines where a page does not."""
    return "".join(text.split())


@pytest.mark.parametrize(("path", "query", "language"), PRINTED)
def test_a_page_prints_whole(visit: Visit, path: str, query: dict[str, str], language: str) -> None:
    words = i18n.translations(language).gettext
    visit.open(path, lang=language, **query)
    pdf = PdfReader(io.BytesIO(visit.page.pdf(format="A4")))
    text = letters("".join(page.extract_text() for page in pdf.pages))
    on_page = recorded.blocks_at(path, {name: (value,) for name, value in query.items()}, language)
    said = list(flat(tuple(block for block in on_page if not isinstance(block, Folded))))
    for block in said:
        if isinstance(block, Chart | Table):
            assert letters(block.title) in text, block.key
        if isinstance(block, Table) and 0 < len(block.table) <= html_table.MAX_ROWS:
            shown = block.table if block.columns is None else block.table[list(block.columns)]
            drawn = [one for one in shown.iloc[-1].tolist() if isinstance(one, str) and one]
            assert any(letters(one) in text for one in drawn), f"last row of {block.key}"
    assert letters(words("Sources")) in text
    assert "https://" in text
    assert letters(words("Take this along")) not in text
    assert not any(isinstance(block, Unknown) and letters(block.text) not in text for block in said)
    assert visit.wrong == []
