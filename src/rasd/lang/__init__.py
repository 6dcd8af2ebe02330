"""What we know about a language: code and TOML data."""
