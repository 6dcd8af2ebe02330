-- Lists of claims: whether a claim's story has nothing to show stands with the claim, so that a late page is
-- found in an index alone.

ALTER TABLE claims ADD COLUMN bare BIGINT NOT NULL DEFAULT 0;
UPDATE claims SET bare = 1 WHERE story IN (SELECT id FROM stories WHERE bare = 1);
CREATE INDEX claims_shown ON claims
    (bare, rank_group, rank_each, rank_opposed, rank_reports, story, place);
CREATE INDEX claims_shown_first ON claims (bare, rank_first, story, place);
