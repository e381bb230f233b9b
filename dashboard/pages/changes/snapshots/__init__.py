"""What differs between two snapshots, fact by fact."""
