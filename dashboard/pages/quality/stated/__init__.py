"""Whether what States said before would have told better who joins: tried, and how it came out."""
