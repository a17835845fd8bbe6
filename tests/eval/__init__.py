"""Quality on labelled documents: `make eval`, or `python -m tests.eval [GOLD_DIR DOCUMENT_DIR]…`."""
