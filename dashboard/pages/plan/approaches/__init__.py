"""The approaches: to whom, with how much effort and led by whom."""
