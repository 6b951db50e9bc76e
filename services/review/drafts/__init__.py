"""Drafts: the content for one deliverable, through its versions, the platform's review and the brand's."""
