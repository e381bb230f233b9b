"""Thin views over frozen results."""
