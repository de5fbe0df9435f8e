-- Pairs that share enough, judged by how much of the shorter and of the longer one is the same, and by their days.
-- in: copies_2_pairs
WITH pairs AS (
  SELECT left_n, right_n, sum(shared) AS shared, any_value(left_length) AS left_length, any_value(right_length) AS right_length,
         coalesce(any_value(left_outlet) = any_value(right_outlet), false) AS one_outlet,
         greatest(0, any_value(left_first) - any_value(right_last), any_value(right_first) - any_value(left_last)) AS days
  FROM copies_2_pairs GROUP BY left_n, right_n HAVING sum(shared) >= $shared
), judged AS (
  SELECT *, least(1, shared / least(left_length, right_length)) AS smaller, least(1, shared / greatest(left_length, right_length)) AS larger
  FROM pairs
)
SELECT left_n, right_n, CASE WHEN smaller >= $copy AND larger >= $longer THEN 'copy'
                             WHEN smaller >= $partial THEN 'partial' ELSE 'retelling' END AS kind,
       round(smaller, 3) AS smaller, round(larger, 3) AS larger, days
FROM judged
WHERE smaller >= $retelling AND CASE
    WHEN days IS NULL OR smaller >= $whole THEN smaller >= $longer
    WHEN one_outlet AND smaller < $copy THEN days <= CASE WHEN smaller < $own_parts THEN $own ELSE $own_parts_days END
    ELSE days <= $near END
ORDER BY left_n, right_n
