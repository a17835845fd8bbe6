"""How time and memory grow with the number of documents and of pages."""
