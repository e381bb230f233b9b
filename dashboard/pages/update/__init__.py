"""Update: how a desk brings the facts up to date, sees what that changes, and takes it back."""
