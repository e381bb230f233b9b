"""Trends: who joins, who moves, and which groups vote as one."""
