-- Every mention to its own partition, so that what is worked out of its words can come back to it.
-- in: mentions
-- by: m
SELECT *, m % $partitions AS part FROM mentions
