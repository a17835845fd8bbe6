"""Commands that train the models under `transform/models/` from labelled graphs; not part of a run."""
