"""Who is who: people, their sessions, organizations and members, verified brands, approved creators, and the inner tokens."""
