"""Who plans, and what the plan should keep to."""
