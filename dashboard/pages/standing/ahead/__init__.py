"""What is next: milestones and mandates to come, with how far off they are."""
