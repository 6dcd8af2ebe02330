-- What a desk keeps. Derived tables (all but articles, versions, judgements, feeds) can be made anew.
-- {number} is the type of a row's own number, which the desk gives out itself.

CREATE TABLE desk (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE articles (
    number {number} PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    place TEXT NOT NULL,
    outlet TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    date TEXT NOT NULL,
    published TEXT NOT NULL,
    moment DOUBLE PRECISION,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    extra TEXT NOT NULL,
    digest TEXT NOT NULL,
    added DOUBLE PRECISION NOT NULL,
    told BIGINT NOT NULL,
    story TEXT NOT NULL
);
CREATE INDEX articles_place ON articles (place) WHERE place <> '';
CREATE INDEX articles_moment ON articles (moment);
CREATE INDEX articles_outlet ON articles (outlet, moment);
CREATE INDEX articles_story ON articles (story);
CREATE INDEX articles_untold ON articles (number) WHERE told = 0;

CREATE TABLE versions (
    article BIGINT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    date TEXT NOT NULL,
    published TEXT NOT NULL,
    text TEXT NOT NULL,
    extra TEXT NOT NULL,
    added DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (article, version)
);

CREATE TABLE analyses (
    article {number} PRIMARY KEY,
    language TEXT NOT NULL,
    data BYTEA NOT NULL,
    vector BYTEA NOT NULL
);

CREATE TABLE passages (
    a BIGINT NOT NULL,
    a_start BIGINT NOT NULL,
    a_end BIGINT NOT NULL,
    b BIGINT NOT NULL,
    b_start BIGINT NOT NULL,
    b_end BIGINT NOT NULL,
    identity DOUBLE PRECISION NOT NULL,
    words BIGINT NOT NULL,
    direction TEXT NOT NULL,
    because TEXT NOT NULL
);
CREATE INDEX passages_a ON passages (a);
CREATE INDEX passages_b ON passages (b);

CREATE TABLE links (
    article BIGINT NOT NULL,
    attribution BIGINT NOT NULL,
    place BIGINT NOT NULL,
    final BIGINT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    folded TEXT NOT NULL,
    stance TEXT NOT NULL
);
CREATE INDEX links_article ON links (article);
CREATE INDEX links_folded ON links (folded);
CREATE INDEX links_key ON links (key);

CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    articles BIGINT NOT NULL,
    outlets BIGINT NOT NULL,
    first DOUBLE PRECISION,
    last DOUBLE PRECISION,
    bare BIGINT NOT NULL,
    rank_group BIGINT NOT NULL,
    rank_each DOUBLE PRECISION NOT NULL,
    rank_opposed BIGINT NOT NULL,
    rank_reports BIGINT NOT NULL,
    rank_articles BIGINT NOT NULL,
    rank_first DOUBLE PRECISION NOT NULL,
    rank_last DOUBLE PRECISION NOT NULL,
    lead_claim BIGINT NOT NULL,
    data BYTEA NOT NULL
);
CREATE INDEX stories_rank ON stories
    (bare, rank_group, rank_each, rank_opposed, rank_reports, rank_articles, rank_first, id);
CREATE INDEX stories_last ON stories (bare, rank_last, id);

CREATE TABLE names (
    id TEXT PRIMARY KEY,
    article BIGINT NOT NULL
);

CREATE TABLE claims (
    story TEXT NOT NULL,
    place BIGINT NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    outlets BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    copies BIGINT NOT NULL,
    lowest BIGINT NOT NULL,
    highest BIGINT NOT NULL,
    named BIGINT NOT NULL,
    unnamed BIGINT NOT NULL,
    own BIGINT NOT NULL,
    confirmed BIGINT NOT NULL,
    denied BIGINT NOT NULL,
    doubted BIGINT NOT NULL,
    declined BIGINT NOT NULL,
    first DOUBLE PRECISION,
    rank_group BIGINT NOT NULL,
    rank_each DOUBLE PRECISION NOT NULL,
    rank_opposed BIGINT NOT NULL,
    rank_reports BIGINT NOT NULL,
    rank_first DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (story, place)
);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_rank ON claims (rank_group, rank_each, rank_opposed, rank_reports, story, place);
CREATE INDEX claims_first ON claims (rank_first, story, place);

CREATE TABLE origins (
    story TEXT NOT NULL,
    claim BIGINT NOT NULL,
    key TEXT NOT NULL
);
CREATE INDEX origins_story ON origins (story);
CREATE INDEX origins_key ON origins (key);

CREATE TABLE copies (
    story TEXT NOT NULL,
    copier BIGINT NOT NULL,
    original TEXT NOT NULL,
    article BIGINT,
    credited BIGINT
);
CREATE INDEX copies_story ON copies (story);
CREATE INDEX copies_copier ON copies (copier);
CREATE INDEX copies_article ON copies (article);

CREATE TABLE judgements (
    place BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    who TEXT NOT NULL,
    moment TEXT NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE feeds (
    place BIGINT PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    language TEXT NOT NULL,
    country TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    health TEXT NOT NULL
);

CREATE TABLE seen (
    key TEXT PRIMARY KEY,
    moment DOUBLE PRECISION NOT NULL
);
CREATE INDEX seen_moment ON seen (moment);

CREATE TABLE alerts (
    place BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    story TEXT NOT NULL,
    data TEXT NOT NULL
);

CREATE TABLE untold_alerts (
    place BIGINT PRIMARY KEY,
    key TEXT NOT NULL,
    sender TEXT NOT NULL
);
