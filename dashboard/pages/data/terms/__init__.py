"""Under which terms the facts come and how to cite them: the last part of the page."""
