"""Publications: posts that are said to be an approved draft, verified and watched."""
