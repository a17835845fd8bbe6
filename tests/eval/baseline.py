"""The baseline: spaCy's entity recogniser, entities of one sentence tied to each other."""

from itertools import pairwise

import spacy

from extract.records import Document
from transform.evidence import build_evidence
from transform.ids import build_entity_id, build_relation_id
from transform.language import list_pieces
from transform.records import Entity, Facts, Relation

KINDS = {"ORG": "actor", "GPE": "actor", "NORP": "actor", "LAW": "framework"}


def find_baseline(document: Document, model: str) -> Facts:
    """Return what the recogniser finds in a document, tied by co-occurrence in a sentence."""
    nlp = spacy.load(model)
    entities: dict[str, Entity] = {}
    relations: dict[str, Relation] = {}
    for block, span, _ in list_pieces(document):
        doc = nlp(document.text[span.start : span.end])
        for sentence in doc.sents:
            ids = []
            for name in sentence.ents:
                if name.label_ not in KINDS:
                    continue
                kind = KINDS[name.label_]
                key = f"{kind}:{name.text.lower()}"
                ids.append(build_entity_id(kind, key))
                evidence = build_evidence(document, block, span)
                entities.setdefault(
                    ids[-1],
                    Entity(ids[-1], kind, name.text, "ner", 0.5, (evidence,), (), ()),
                )
            for source, target in pairwise(ids):
                tie = build_relation_id(source, "supports", target)
                relations.setdefault(
                    tie,
                    Relation(
                        tie,
                        source,
                        "supports",
                        target,
                        "co-occurrence",
                        "inferred",
                        0.5,
                        entities[source].evidence,
                        (),
                    ),
                )
    return Facts(tuple(entities.values()), tuple(relations.values()))
