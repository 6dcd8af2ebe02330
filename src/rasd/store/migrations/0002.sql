-- Who may use a desk in a browser, with which role, and who is signed in. Of passwords and of the keys of
-- sessions only hashes are kept.

CREATE TABLE accounts (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    made DOUBLE PRECISION NOT NULL
);

CREATE TABLE sessions (
    key TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    ends DOUBLE PRECISION NOT NULL
);
CREATE INDEX sessions_account ON sessions (account);
CREATE INDEX sessions_ends ON sessions (ends);
