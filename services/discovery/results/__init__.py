"""What came of creators' work on the marketplace, and how they answer: discovery's own copies of what campaigns tells."""
