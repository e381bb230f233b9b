"""Where the blocs are: in the world, or by how near States are to one another."""
