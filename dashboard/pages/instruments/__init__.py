"""Instruments: who is on which roster, how far the road goes, and each roster by itself."""
