"""The world on one roster or roll call: as tiles, as a map, as a list, and by regional group."""
