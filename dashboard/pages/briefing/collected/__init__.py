"""What was taken along: in order, with titles of the desk's own."""
