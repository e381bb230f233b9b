"""Who stands together: blocs of States, how firm they are, and who is between them."""
