-- Mentions of kindred types that share a word or name in one month. Where more than $common share it, those of one day; and
-- where even these are too many, none: the word no longer tells.
-- in: happenings_1_spread
-- by: left_m
WITH months AS (
  SELECT *, count(*) OVER (PARTITION BY feature, family, month) AS in_month,
         count(*) OVER (PARTITION BY feature, family, day_first) AS on_day
  FROM happenings_1_spread
), near AS (
  SELECT feature, family, m, month AS block FROM months WHERE in_month <= $common
  UNION ALL
  SELECT feature, family, m, day_first::VARCHAR AS block FROM months
  WHERE in_month > $common AND day_first IS NOT NULL AND on_day <= $common
)
SELECT DISTINCT a.m AS left_m, b.m AS right_m, a.m % $partitions AS part
FROM near a JOIN near b ON a.feature = b.feature AND a.family = b.family AND a.block = b.block AND a.m < b.m
