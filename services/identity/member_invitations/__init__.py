"""Invitations to join an organization: mailed, and taken up by whom they were mailed to."""
