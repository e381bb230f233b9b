"""How sure the blocs are: votes that were held out, and samples of the texts."""
