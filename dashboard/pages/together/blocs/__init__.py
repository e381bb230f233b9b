"""The blocs one by one: their members, the texts that set them apart, and who swings."""
