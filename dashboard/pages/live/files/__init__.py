"""Counts as files, and every line of one."""
