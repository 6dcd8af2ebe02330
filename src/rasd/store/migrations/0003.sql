-- Lists of all stories, also of single reports that attribute nothing: in order without sorting them all.

CREATE INDEX stories_every ON stories
    (rank_group, rank_each, rank_opposed, rank_reports, rank_articles, rank_first, id);
CREATE INDEX stories_every_last ON stories (rank_last, id);
