-- The condition of a trigger is read from the catalogue by each statement anew. A final row is seldom touched: the long
-- comparison stands in the function, which a lawful transition never runs.

CREATE FUNCTION call_final_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.id, OLD.call_id, OLD.conversation_id, OLD.caller_user_id, OLD.caller_profile_id, OLD.caller_profile_type,
        OLD.callee_user_id, OLD.call_type, OLD.status, OLD.started_at, OLD.ringing_at, OLD.answered_at, OLD.ended_at,
        OLD.duration_seconds, OLD.end_reason, OLD.ended_by_user_id, OLD.end_estimated, OLD.version, OLD.created_at)
        IS DISTINCT FROM
        (NEW.id, NEW.call_id, NEW.conversation_id, NEW.caller_user_id, NEW.caller_profile_id, NEW.caller_profile_type,
        NEW.callee_user_id, NEW.call_type, NEW.status, NEW.started_at, NEW.ringing_at, NEW.answered_at, NEW.ended_at,
        NEW.duration_seconds, NEW.end_reason, NEW.ended_by_user_id, NEW.end_estimated, NEW.version, NEW.created_at)
    THEN
        RAISE EXCEPTION 'call_logs %: a final call never changes', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER call_final_is_final ON call_logs;

CREATE TRIGGER call_final_is_final BEFORE UPDATE ON call_logs FOR EACH ROW
WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION call_final_refuse();

-- Offers and answers are gone in minutes: pressing them together costs more than their room.
ALTER TABLE call_descriptions SET (toast_tuple_target = 8160);

-- Of indexes that look equally good, as all do while the table is small, the planner takes the one made last: it shall be
-- the one that holds live rows only.
DROP INDEX call_logs_one_live_per_conversation;
DROP INDEX call_logs_unsignaled;
CREATE UNIQUE INDEX call_logs_one_live_per_conversation ON call_logs (conversation_id)
    WHERE ended_at IS NULL AND signaled;
CREATE INDEX call_logs_unsignaled ON call_logs (conversation_id) WHERE ended_at IS NULL AND NOT signaled;
