"""What our own log says of States, which no probability knows."""
