-- A figure's place as told, else as told most in other articles on that country, else the victims' own country, else the
-- article's; who was lost in one's own country is the country's loss, whether the words name it or not.
-- in: series_1_spread
-- by: measure, flow, place, unit
WITH told AS (
  SELECT measure, flow, subject, unit, home, place, count(*) AS times
  FROM series_1_spread WHERE place <> '' GROUP BY ALL
), usual AS (
  SELECT measure, flow, subject, unit, home, arg_min(place, (-times, place)) AS usual FROM told GROUP BY ALL
), placed AS (
  SELECT p.* EXCLUDE (place), subject AS named,
         CASE WHEN placeless THEN p.place ELSE coalesce(nullif(p.place, ''), usual, nullif(own, ''), home) END AS place
  FROM series_1_spread p LEFT JOIN usual USING (measure, flow, subject, unit, home)
)
SELECT * REPLACE (CASE WHEN own <> '' AND own = place AND NOT placeless THEN '' ELSE subject END AS subject),
       (hash(measure, flow, place, unit) % $partitions)::INTEGER AS part
FROM placed
