"""Who stands between us and a State: the answer, the ways, the list, and its test."""
