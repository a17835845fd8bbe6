CREATE TABLE entities (
  id TEXT PRIMARY KEY,
  {entity_columns}
);
CREATE TABLE relations (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES entities (id),
  target TEXT NOT NULL REFERENCES entities (id),
  {relation_columns}
);
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  entity TEXT REFERENCES entities (id),
  relation TEXT REFERENCES relations (id),
  document_id TEXT NOT NULL,
  document TEXT NOT NULL,
  page INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  focus TEXT NOT NULL,
  bbox TEXT NOT NULL
);
CREATE TABLE aliases (
  entity TEXT NOT NULL REFERENCES entities (id),
  alias TEXT NOT NULL,
  PRIMARY KEY (entity, alias)
) WITHOUT ROWID;
CREATE TABLE entity_documents (
  entity TEXT NOT NULL REFERENCES entities (id),
  document TEXT NOT NULL,
  PRIMARY KEY (entity, document)
) WITHOUT ROWID;

CREATE INDEX relations_source ON relations (source, relation);
CREATE INDEX relations_target ON relations (target, relation);
CREATE INDEX evidence_entity ON evidence (entity);
CREATE INDEX evidence_relation ON evidence (relation);
CREATE INDEX entities_kind ON entities (kind, label);

CREATE VIRTUAL TABLE evidence_text USING fts5 (
  quote, content = 'evidence', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW documents AS
SELECT id, label, title, publisher, country, year, page_count, language
FROM entities WHERE kind = 'document';

CREATE VIEW ties AS
SELECT r.id, s.kind AS source_kind, s.label AS source_label, r.relation, t.kind AS target_kind,
  t.label AS target_label, r.basis, r.commitment, r.negated, r.document, r.page, r.quote, r.confidence,
  r.source, r.target
FROM relations r JOIN entities s ON s.id = r.source JOIN entities t ON t.id = r.target;

-- Areas with all that lies in them, however deep, each area in itself too.
CREATE VIEW inside AS
WITH RECURSIVE nested (area, member) AS (
  SELECT id, id FROM entities WHERE kind IN ('goal', 'area')
  UNION
  SELECT nested.area, r.source FROM nested JOIN relations r ON r.target = nested.member
  WHERE r.relation IN ('part_of', 'contributes_to')
)
SELECT area, member FROM nested;

CREATE VIEW sectors_of_areas AS
SELECT DISTINCT a.id AS area, a.label AS area_label, s.code, s.label AS sector_label, s.id AS sector
FROM inside i JOIN entities a ON a.id = i.area AND a.kind = 'area'
JOIN relations r ON r.source = i.member AND r.relation = 'in_sector' JOIN entities s ON s.id = r.target;

CREATE VIEW actors_of_areas AS
SELECT DISTINCT a.id AS area, a.label AS area_label, r.relation, p.label AS actor_label, p.actor_type, p.id AS actor
FROM inside i JOIN entities a ON a.id = i.area AND a.kind = 'area'
JOIN relations r ON r.target = i.member AND r.relation IN ('implements', 'supports', 'funds')
JOIN entities p ON p.id = r.source;

CREATE VIEW load_of_actors AS
SELECT p.id AS actor, p.label, p.actor_type, count(*) AS ties, count(DISTINCT r.target) AS carried
FROM entities p JOIN relations r ON r.source = p.id AND r.relation IN ('implements', 'supports', 'funds')
GROUP BY p.id ORDER BY carried DESC, p.label;

CREATE VIEW sectors_without_measure AS
SELECT s.id AS sector, s.code, s.label FROM entities s
WHERE s.kind = 'sector' AND NOT EXISTS (
  SELECT 1 FROM relations r JOIN entities m ON m.id = r.source
  WHERE r.target = s.id AND r.relation = 'in_sector' AND m.kind = 'measure'
);

CREATE VIEW shared AS
SELECT e.id AS entity, e.kind, e.label, count(*) AS documents
FROM entity_documents d JOIN entities e ON e.id = d.entity
GROUP BY e.id HAVING count(*) > 1 ORDER BY count(*) DESC, e.label;

CREATE VIEW commitments AS
SELECT id AS measure, label, commitment, negated, condition, documents, pages, quote
FROM entities WHERE kind = 'measure';
