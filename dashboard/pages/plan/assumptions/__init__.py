"""What is assumed of approaches: effects, peers, costs, answers taken as given."""
