"""Approvals: a client looks at an agency's list by a secret address, and says yes or no to each creator."""
