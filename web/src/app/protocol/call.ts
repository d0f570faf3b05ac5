import * as is from './check.js';

/** The words of one call, as the server's row says them (protocol §1). */
export const STATUSES = [
  'initiated', 'ringing', 'answered', 'ended', 'cancelled', 'declined', 'missed', 'failed',
] as const;
export const OUTCOMES = [
  'ended', 'cancelled', 'missed', 'declined', 'no_answer', 'unreachable', 'busy', 'failed',
] as const;
export const END_REASONS = [
  'hangup', 'connection_lost', 'max_duration', 'cancelled', 'caller_lost', 'declined',
  'ring_timeout', 'unreachable', 'busy', 'media_failed', 'recovered',
] as const;

export type CallStatus = (typeof STATUSES)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type EndReason = (typeof END_REASONS)[number];
export type CallType = 'voice' | 'video';

export const callType = is.oneOf('voice', 'video');
export const status = is.oneOf(...STATUSES);

/** A call as its receiver sees it. Times are RFC 3339 in UTC. */
export const callRow = is.object({
  id: is.number,
  call_id: is.maybe(is.string),
  conversation_id: is.number,
  call_type: callType,
  status,
  is_caller: is.boolean,
  direction: is.knownOrNull('outgoing', 'incoming'),
  outcome: is.knownOrNull(...OUTCOMES),
  end_reason: is.knownOrNull(...END_REASONS),
  started_at: is.maybe(is.string),
  ringing_at: is.maybe(is.string),
  answered_at: is.maybe(is.string),
  ended_at: is.maybe(is.string),
  duration_seconds: is.maybe(is.number),
  ring_seconds: is.maybe(is.number),
  end_estimated: is.or(is.boolean, false),
  ended_by_user_id: is.maybe(is.number),
  caller_user_id: is.maybe(is.number),
  caller_name: is.maybe(is.string),
  caller_avatar: is.maybe(is.string),
  callee_user_id: is.maybe(is.number),
  callee_name: is.maybe(is.string),
  callee_avatar: is.maybe(is.string),
  version: is.or(is.number, 0),
});
export type CallRow = is.Checked<typeof callRow>;

export function isFinal(status: CallStatus): boolean {
  switch (status) {
    case 'initiated':
    case 'ringing':
    case 'answered':
      return false;
    case 'ended':
    case 'cancelled':
    case 'declined':
    case 'missed':
    case 'failed':
      return true;
  }
}

/** The other person of a row. */
export interface Person {
  readonly userId: number | null;
  readonly name: string;
  readonly avatar: string | null;
}

export function otherPerson(row: CallRow): Person {
  return row.is_caller
    ? { userId: row.callee_user_id, name: row.callee_name ?? '', avatar: row.callee_avatar }
    : { userId: row.caller_user_id, name: row.caller_name ?? '', avatar: row.caller_avatar };
}
