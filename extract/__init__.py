"""Read policy documents: a file becomes a `Document` of text, pages and blocks."""
