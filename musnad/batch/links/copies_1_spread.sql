-- Each sampled shingle of each document, to the partition of the shingle.
-- in: sketches
-- by: shingle
SELECT shingle, n, first, last, outlet, length, shingle % $partitions AS part
FROM (SELECT unnest(sketch) AS shingle, n, first, last, outlet, len(sketch) AS length FROM sketches)
