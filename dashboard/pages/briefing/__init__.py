"""The page *Briefing*: what was taken along, put in order, written as slides and paper, and kept."""
