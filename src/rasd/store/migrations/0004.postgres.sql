-- Which articles outlets or times leave is read in an index alone.

DROP INDEX articles_moment;
CREATE INDEX articles_moment ON articles (moment) INCLUDE (number);
DROP INDEX articles_outlet;
CREATE INDEX articles_outlet ON articles (outlet, moment) INCLUDE (number);
