"""What a document names: one file for each kind of thing."""
