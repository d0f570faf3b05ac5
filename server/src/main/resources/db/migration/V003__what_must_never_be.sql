-- What no program may do, whoever connects. The conditions stand in the WHEN clauses: a lawful write runs no function.

CREATE FUNCTION call_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'call_logs %: %', OLD.id, TG_ARGV[0] USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER call_final_is_final BEFORE UPDATE ON call_logs FOR EACH ROW
WHEN (OLD.ended_at IS NOT NULL AND (
    OLD.id, OLD.call_id, OLD.conversation_id, OLD.caller_user_id, OLD.caller_profile_id, OLD.caller_profile_type,
    OLD.callee_user_id, OLD.call_type, OLD.status, OLD.started_at, OLD.ringing_at, OLD.answered_at, OLD.ended_at,
    OLD.duration_seconds, OLD.end_reason, OLD.ended_by_user_id, OLD.end_estimated, OLD.version, OLD.created_at
    ) IS DISTINCT FROM (
    NEW.id, NEW.call_id, NEW.conversation_id, NEW.caller_user_id, NEW.caller_profile_id, NEW.caller_profile_type,
    NEW.callee_user_id, NEW.call_type, NEW.status, NEW.started_at, NEW.ringing_at, NEW.answered_at, NEW.ended_at,
    NEW.duration_seconds, NEW.end_reason, NEW.ended_by_user_id, NEW.end_estimated, NEW.version, NEW.created_at))
EXECUTE FUNCTION call_refuse('a final call never changes');

CREATE TRIGGER call_follows_the_table BEFORE UPDATE ON call_logs FOR EACH ROW
WHEN (OLD.status <> NEW.status AND NOT CASE OLD.status
    WHEN 'initiated' THEN NEW.status IN ('ringing', 'answered', 'declined', 'cancelled', 'missed', 'failed')
    WHEN 'ringing' THEN NEW.status IN ('answered', 'declined', 'cancelled', 'missed', 'failed')
    WHEN 'answered' THEN NEW.status IN ('ended', 'failed')
    ELSE false END)
EXECUTE FUNCTION call_refuse('no such transition');

CREATE TRIGGER call_goes_forward BEFORE UPDATE ON call_logs FOR EACH ROW
WHEN (NEW.changed_at < OLD.changed_at OR NEW.started_at < OLD.started_at
    OR NEW.version NOT IN (OLD.version, OLD.version + 1)
    OR (NEW.status <> OLD.status AND NEW.version = OLD.version)
    OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at)
    OR (OLD.ringing_at IS NOT NULL AND NEW.ringing_at IS DISTINCT FROM OLD.ringing_at))
EXECUTE FUNCTION call_refuse('time and version only go forward');

CREATE FUNCTION call_logs_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'call_logs: a call is never deleted' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER call_logs_stay BEFORE DELETE OR TRUNCATE ON call_logs
FOR EACH STATEMENT EXECUTE FUNCTION call_logs_refuse();

CREATE FUNCTION call_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'call_events is append-only' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER call_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON call_events
FOR EACH STATEMENT EXECUTE FUNCTION call_events_refuse();
