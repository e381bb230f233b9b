"""The States in order of how likely it is that they join."""
