"""People signed in: access tokens for minutes, refresh tokens that rotate."""
