-- Documents that share a shingle, to the partition of the first of them. A shingle that more than two documents have over
-- more than $lasting days is furniture or background. One that is in more than $common documents is not paired all with
-- all, but each with the earliest alone: the work stays linear, and the copies of one report still meet in it.
-- in: copies_1_spread
-- by: left_n
WITH counted AS (
  SELECT shingle, count(*) AS documents, max(last) - min(first) AS days, arg_min(n, (coalesce(first, 2147483647), n)) AS earliest
  FROM copies_1_spread GROUP BY shingle
), told AS (
  SELECT k.*, documents, earliest
  FROM copies_1_spread k JOIN counted USING (shingle)
  WHERE documents > 1 AND NOT (documents > 2 AND coalesce(days, 0) > $lasting)
)
SELECT a.n AS left_n, b.n AS right_n, count(*) AS shared,
       any_value(a.length) AS left_length, any_value(b.length) AS right_length,
       any_value(a.outlet) AS left_outlet, any_value(b.outlet) AS right_outlet,
       any_value(a.first) AS left_first, any_value(a.last) AS left_last,
       any_value(b.first) AS right_first, any_value(b.last) AS right_last, a.n % $partitions AS part
FROM told a JOIN told b ON a.shingle = b.shingle AND a.n < b.n
WHERE a.documents <= $common OR a.n = a.earliest OR b.n = b.earliest
GROUP BY a.n, b.n
