import type { CallRow } from '../protocol/call.js';

/** A row for tests: an incoming voice call of Abebe's (1) to Sara (2), seen by Sara, that has just begun. */
export function row(changes: Partial<CallRow> = {}): CallRow {
  return {
    id: 7, call_id: 'call-1', conversation_id: 1, call_type: 'voice', status: 'initiated', is_caller: false,
    direction: 'incoming', outcome: null, end_reason: null, started_at: '2026-01-01T10:00:00Z', ringing_at: null,
    answered_at: null, ended_at: null, duration_seconds: null, ring_seconds: null, end_estimated: false,
    ended_by_user_id: null, caller_user_id: 1, caller_name: 'Abebe Kebede', caller_avatar: null,
    callee_user_id: 2, callee_name: 'Sara Tesfaye', callee_avatar: null, version: 1, ...changes,
  };
}
