-- The times of what a search finds are read in an index alone.

CREATE INDEX articles_number ON articles (number) INCLUDE (moment);

-- How common a word is, the server knows of 5,000 words and not of 1,000: by that it is decided how to search.
ALTER TABLE found ALTER COLUMN words SET STATISTICS 500;
ANALYZE found;
