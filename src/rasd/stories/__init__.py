"""Stories and claims: which articles tell of the same event, and which contents say the same."""
