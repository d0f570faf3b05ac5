-- The missed calls of a person that came to their end after some moment: one step in an index, however many calls they
-- have ever had.
--
-- When the final transition was decided. Not changed_at itself: that changes with every transition, and a column of an
-- index must not, or ringing and answering would no longer be heap-only updates. Writing the table anew takes a moment
-- where there are many calls.
ALTER TABLE call_logs ADD COLUMN closed_at timestamptz
    GENERATED ALWAYS AS (CASE WHEN ended_at IS NOT NULL THEN changed_at END) STORED;

-- The reasons that the callee reads as a missed call.
CREATE INDEX call_logs_missed ON call_logs (callee_user_id, closed_at)
    WHERE end_reason IN ('cancelled', 'caller_lost', 'ring_timeout', 'unreachable', 'busy');
