"""A login provider (OpenID Connect) for tests and for developers: people are made up."""
