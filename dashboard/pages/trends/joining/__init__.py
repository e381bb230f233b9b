"""Who joined a text by region, year after year."""
