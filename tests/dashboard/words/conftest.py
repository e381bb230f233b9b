from tests.etl.conftest import archive

__all__ = ["archive"]
