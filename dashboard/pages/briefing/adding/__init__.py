"""Papers that are added to what was taken along."""
