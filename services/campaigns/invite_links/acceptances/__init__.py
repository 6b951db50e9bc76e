"""Acceptances of invite links: who joins a campaign, at once or as soon as they are approved."""
