-- Figures to the partition of what is counted of whom; the place is settled there.
-- in: points
-- by: measure, flow, subject, unit
SELECT *, (hash(measure, flow, subject, unit) % $partitions)::INTEGER AS part FROM points
