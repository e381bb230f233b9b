"""What became in plenary of the votes in the First Committee on the same draft."""
