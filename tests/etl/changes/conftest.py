import pytest

from tests.etl.archive import Archive
from tests.etl.conftest import archive

__all__ = ["archive", "built"]


@pytest.fixture
def built(archive: Archive) -> Archive:
    """The small archive with its snapshot."""
    assert archive.run() == 0
    return archive
