"""What changed: since a day by dated facts, and between two snapshots."""
