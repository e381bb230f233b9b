"""From a yes vote to an endorsement: the second part of the page."""
