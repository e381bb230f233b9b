"""Whether States join after those they resemble: the test of what champions are ranked by."""
