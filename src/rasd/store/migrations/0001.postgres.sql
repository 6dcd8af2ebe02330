CREATE TABLE found (
    number BIGINT PRIMARY KEY,
    words TSVECTOR NOT NULL
);
CREATE INDEX found_words ON found USING gin (words);
