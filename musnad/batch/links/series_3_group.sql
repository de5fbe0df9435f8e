-- Figures of one series. What occurred is parted by occasion: the day told; without one, the last occasion of the series
-- within $late days before the report, else the day of the report. What no name tells apart (shares, sums, seats) is joined
-- by the words around it. What is alike in all else is parted where the next larger number is more than $gap times the one
-- before.
-- in: series_2_place
WITH RECURSIVE points AS (
  SELECT *, coalesce(low, high, 0) AS amount, CASE WHEN flow = 'occurred' THEN day_first END AS told FROM series_2_place
), occasions AS (
  SELECT DISTINCT measure, flow, subject, place, unit, told AS occasion FROM points WHERE told IS NOT NULL AND NOT running
), dated AS (
  SELECT p.*, CASE
      WHEN p.flow <> 'occurred' THEN NULL
      WHEN running THEN -1
      WHEN told IS NOT NULL THEN told
      WHEN o.occasion IS NOT NULL AND p.first - o.occasion <= $late THEN o.occasion
      ELSE p.first END AS day
  FROM points p ASOF LEFT JOIN occasions o
    ON p.measure = o.measure AND p.flow = o.flow AND p.subject = o.subject AND p.place = o.place AND p.unit = o.unit
       AND p.last >= o.occasion
), keyed AS (
  SELECT *, dense_rank() OVER (ORDER BY measure, flow, subject, place, unit, day) AS series FROM dated
), worded AS (
  SELECT series, p, n, word, row_number() OVER (PARTITION BY series, word ORDER BY p) AS turn
  FROM (SELECT series, p, n, unnest(topic) AS word FROM keyed WHERE nameless)
), shared AS (
  SELECT a.p AS one, b.p AS other, count(*) AS words, any_value(a.n = b.n) AS here
  FROM worded a JOIN worded b ON a.series = b.series AND a.word = b.word AND a.turn BETWEEN b.turn - $nearest AND b.turn - 1
  GROUP BY a.p, b.p
), numbered AS (
  SELECT p, amount, min(p) OVER (PARTITION BY series, low, high) AS same FROM keyed WHERE nameless
), edges AS (
  SELECT one, other FROM shared WHERE words >= CASE WHEN here THEN $shared_here ELSE $shared_words END
  UNION
  SELECT same, p FROM numbered LEFT JOIN shared ON one = same AND other = p
  WHERE same <> p AND (amount >= $small OR words IS NOT NULL)
), ways AS (
  SELECT one, other FROM edges UNION ALL SELECT other, one FROM edges
), joined(p, root) USING KEY (p) AS (
  SELECT p, p FROM keyed WHERE nameless
  UNION
  (SELECT DISTINCT ON (u.p) u.p, v.root
   FROM recurring.joined u JOIN ways w ON w.other = u.p JOIN joined v ON v.p = w.one
   WHERE v.root < u.root ORDER BY u.p, v.root)
), parted AS (
  SELECT k.*, coalesce(root, 0) AS topic_of, lag(amount) OVER (PARTITION BY series, coalesce(root, 0) ORDER BY amount, k.p) AS before
  FROM keyed k LEFT JOIN joined j ON j.p = k.p
), sized AS (
  SELECT *, sum(CASE WHEN before > 0 AND amount > $gap * before THEN 1 ELSE 0 END) OVER (
      PARTITION BY series, topic_of ORDER BY amount, p)::INTEGER AS size
  FROM parted
)
SELECT measure, flow, subject, place, unit, day, topic_of, size, n, p, document, start, "end", text, low, high
FROM sized ORDER BY measure, flow, subject, place, unit, day, topic_of, size, p
