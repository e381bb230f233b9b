"""The forecast of a count beside what came out."""
