"""What other facts moved: figures, blocs, positions, probabilities and plans."""
