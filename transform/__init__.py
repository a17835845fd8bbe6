"""Find what a policy says: a `Document` becomes `Annotations`, and those of all documents `Facts`."""
