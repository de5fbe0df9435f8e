-- A pair with all that is known of its first mention, to the partition of its second.
-- in: happenings_2_weights happenings_3_pairs happenings_0_mentions
-- by: right_m
WITH weighed AS (
  SELECT m, list({'feature': feature, 'weight': weight} ORDER BY feature) AS features FROM happenings_2_weights GROUP BY m
), pairs AS (SELECT DISTINCT left_m, right_m FROM happenings_3_pairs)
SELECT p.left_m, p.right_m, struct_pack(
         n := e.n, type := e.type, modality := e.modality, first := e.first, last := e.last, day_first := e.day_first,
         day_last := e.day_last, exact := e.exact, places := e.places, central := e.central, features := w.features) AS a,
       p.right_m % $partitions AS part
FROM pairs p JOIN happenings_0_mentions e ON e.m = p.left_m JOIN weighed w ON w.m = p.left_m
