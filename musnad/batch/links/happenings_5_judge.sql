-- How far two mentions speak of one happening, 0 to 1: their days, types, places, names and words.
-- in: happenings_4_left happenings_2_weights happenings_0_mentions
WITH weighed AS (
  SELECT m, list({'feature': feature, 'weight': weight} ORDER BY feature) AS features FROM happenings_2_weights GROUP BY m
), pairs AS (
  SELECT p.left_m, p.right_m, p.a, struct_pack(
           n := e.n, type := e.type, modality := e.modality, first := e.first, last := e.last, day_first := e.day_first,
           day_last := e.day_last, exact := e.exact, places := e.places, central := e.central, features := w.features) AS b
  FROM happenings_4_left p JOIN happenings_0_mentions e ON e.m = p.right_m JOIN weighed w ON w.m = p.right_m
  WHERE p.a.n = e.n OR len(list_intersect(p.a.central, e.central)) >= $central
), days AS (
  SELECT *, greatest(0, a.first - b.last, b.first - a.last) AS apart, CASE
      WHEN a.day_first IS NOT NULL AND b.day_first IS NOT NULL THEN CASE
        WHEN a.day_first > b.day_last OR b.day_first > a.day_last THEN NULL
        WHEN a.exact AND b.exact THEN 0.35 ELSE 0.2 END
      WHEN a.n = b.n THEN 0.1
      WHEN coalesce(apart > $near, true) THEN NULL
      WHEN a.day_first IS NOT NULL AND NOT fits(a.day_first, b.first, b.modality) THEN NULL
      WHEN b.day_first IS NOT NULL AND NOT fits(b.day_first, a.first, a.modality) THEN NULL
      ELSE 0.1 END AS by_day
  FROM pairs
), shared AS (
  SELECT *, CASE WHEN a.type IN (SELECT unnest($serial)) THEN $enough ELSE $enough_once END AS enough,
         alike(a.features, b.features, 'w ') AS words, alike(a.features, b.features, 'n ') AS names,
         poorer(a.features, b.features, 'w ') AS word_weight, poorer(a.features, b.features, 'n ') AS name_weight
  FROM days WHERE by_day IS NOT NULL
), scored AS (
  SELECT *, by_day + CASE WHEN a.type = b.type THEN 0.1 ELSE 0 END
    + CASE WHEN len(a.places) = 0 OR len(b.places) = 0 THEN 0
           WHEN len(list_intersect(a.places, b.places)) > 0 THEN 0.15 ELSE -0.25 END
    + CASE WHEN name_weight IS NULL THEN 0 WHEN names > 0 THEN 0.3 * names / greatest(enough, name_weight) ELSE -0.2 END
    + CASE WHEN word_weight IS NULL THEN 0 ELSE 0.45 * words / greatest(enough, word_weight) END AS score
  FROM shared
)
SELECT left_m, right_m, round(least(1, score), 3) AS score, a.day_first AS left_first, a.day_last AS left_last,
       b.day_first AS right_first, b.day_last AS right_last
FROM scored WHERE score >= $same ORDER BY left_m, right_m
