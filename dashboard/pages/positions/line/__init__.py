"""The course of the States chosen, and everybody in the last session."""
