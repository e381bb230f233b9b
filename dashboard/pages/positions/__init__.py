"""Positions: where States stand on one line, drawn from all their recorded votes."""
