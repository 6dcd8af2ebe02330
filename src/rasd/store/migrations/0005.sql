-- Parties and who copied whom are counted as they come, not for each list anew.

CREATE TABLE parties (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    cited BIGINT NOT NULL,
    final BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    denied BIGINT NOT NULL
);
INSERT INTO parties (key, name, type, cited, final, articles, denied)
    SELECT key, min(name), min(type), count(*), sum(final), count(DISTINCT article),
    sum(CASE WHEN final = 1 AND stance = 'denies' THEN 1 ELSE 0 END)
    FROM links WHERE key <> '' GROUP BY key;
CREATE INDEX parties_cited ON parties (cited DESC, key);

CREATE TABLE called (
    key TEXT NOT NULL,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (key, folded)
);
INSERT INTO called (key, folded, name)
    SELECT key, folded, min(name) FROM links WHERE key <> '' GROUP BY key, folded;
CREATE INDEX called_folded ON called (folded, key);

-- The outlet of the copier, and whose text it carries: an outlet's name, or a party's key.
ALTER TABLE copies ADD COLUMN outlet TEXT NOT NULL DEFAULT '';
ALTER TABLE copies ADD COLUMN source TEXT NOT NULL DEFAULT '';
UPDATE copies SET
    outlet = coalesce((SELECT outlet FROM articles WHERE number = copies.copier), ''),
    source = coalesce((SELECT nullif(outlet, '') FROM articles WHERE number = copies.article), original);
CREATE INDEX copies_outlet ON copies (outlet, copier, credited, source);
CREATE INDEX copies_source ON copies (source, outlet, copier, credited);
