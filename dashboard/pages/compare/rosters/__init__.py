"""The texts and forums that list two States, or only one of them."""
