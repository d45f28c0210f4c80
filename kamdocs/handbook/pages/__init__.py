"""The pages of the handbook, one file a kind."""
