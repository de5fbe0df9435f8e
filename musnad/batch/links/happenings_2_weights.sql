-- How much each word and name of a mention says: the logarithm of how few mentions hold it, 0 to 1. To the mention.
-- in: happenings_1_spread
-- by: m
WITH counted AS (SELECT feature, count(*) AS mentions FROM happenings_1_spread GROUP BY feature)
SELECT m, feature, 1 - ln(mentions) / ln(1 + greatest(1, $mentions)) AS weight, m % $partitions AS part
FROM happenings_1_spread JOIN counted USING (feature)
