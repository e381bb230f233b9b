"""The page *Briefing*: what was taken along, in order, as slides and paper."""
