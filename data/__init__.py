"""The facts, the contract they keep, and the store they are read from."""
