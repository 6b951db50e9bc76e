"""Review: files on their way in, drafts that both sides judge, and posts that are said to be them."""
