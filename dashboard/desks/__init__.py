"""Who is here, and what may they do? Desks, roles, and the login that vouches for both."""
