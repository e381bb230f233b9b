"""One module a page: ask, compute, build, show."""
