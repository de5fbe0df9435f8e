-- Every word and name of every mention, to the partition of the word.
-- in: mentions
-- by: feature
SELECT feature, m, n, family, month, day_first, (hash(feature) % $partitions)::INTEGER AS part
FROM (
  SELECT unnest(list_concat(list_transform(words, lambda w: 'w ' || w), list_transform(names, lambda w: 'n ' || w))) AS feature,
         m, n, family, month, CASE WHEN exact THEN day_first END AS day_first
  FROM mentions
)
