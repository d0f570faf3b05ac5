import { isFinal, otherPerson, type CallRow, type CallStatus, type CallType, type EndReason, type Outcome, type Person } from '../protocol/call.js';
import type { MediaState } from '../protocol/client-messages.js';
import type { CallMessage, FinalMessage, ServerMessageOf } from '../protocol/server-messages.js';
import { counts } from '../protocol/version.js';
import type { MediaProblem } from '../media/media-problem.js';
import type { SignalingCode } from '../signaling/signaling-error.js';

/*
 * What one device knows of one call. Values only: no clock, no randomness, no sockets.
 *
 *   caller:  calling ──► ringing ──► connecting ──► in-call ◄──► reconnecting
 *   callee:  incoming ──────────────► connecting        (accepted and answered here)
 *            every one of them ──► ended                (the server said so, or it was taken elsewhere)
 */

export type Phase = 'calling' | 'ringing' | 'incoming' | 'connecting' | 'in-call' | 'reconnecting' | 'ended';

/** What the person pressed here and the server has not answered yet. */
export type Pending = 'accepting' | 'declining' | 'cancelling' | 'ending';

/** The path of the media, as the peer connection reports it. */
export type Link = 'none' | 'connecting' | 'connected' | 'interrupted';

/** How a call is over for this device. */
export type CallEnd =
  | {
      readonly kind: 'final';
      readonly status: CallStatus;
      readonly outcome: Outcome | null;
      readonly reason: EndReason | null;
      readonly durationSeconds: number | null;
      readonly endedByUserId: number | null;
    }
  /** Another device of the same person has it: it answered, it declined, or it took the answered call over. */
  | { readonly kind: 'taken'; readonly how: 'answered' | 'declined' | 'moved' }
  /** The server refused the invitation: no call was made. */
  | { readonly kind: 'refused'; readonly code: SignalingCode }
  /** Given up before anything was asked of the server: no call was made. */
  | { readonly kind: 'not-made' };

export interface CallState {
  readonly callId: string;
  readonly logId: number | null;
  readonly conversationId: number;
  readonly role: 'caller' | 'callee';
  readonly callType: CallType;
  readonly peer: Person;
  /** The row's status as last told; null before the server has committed the invitation. */
  readonly status: CallStatus | null;
  readonly version: number;
  /** This device is the one that carries the call for its side. */
  readonly carried: boolean;
  readonly pending: Pending | null;
  readonly link: Link;
  /** When the talk timer began, in this machine's milliseconds; null before media was connected. */
  readonly talkingSince: number | null;
  readonly peerLost: boolean;
  readonly peerMedia: MediaState | null;
  /** The local ring has passed its deadline: nothing rings, the server has the last word. */
  readonly ringOver: boolean;
  readonly problem: MediaProblem | null;
  readonly end: CallEnd | null;
}

export type CallEvent =
  | { readonly kind: 'message'; readonly message: CallMessage }
  /** The call as the server has it: an ack, an error's call, a live call, an updated log, a polled call. */
  | { readonly kind: 'row'; readonly row: CallRow }
  | { readonly kind: 'pressed'; readonly what: Pending }
  /** What was pressed was not done, and the call goes on as it was. */
  | { readonly kind: 'not-done' }
  /** The server refused the answer that was made here, and told the call as it is: if that is answered, another device did it. */
  | { readonly kind: 'answer-refused'; readonly row: CallRow }
  | { readonly kind: 'refused'; readonly code: SignalingCode }
  | { readonly kind: 'given-up' }
  | { readonly kind: 'link'; readonly link: Link; readonly at: number }
  | { readonly kind: 'ring-over' }
  | { readonly kind: 'mode'; readonly callType: CallType }
  | { readonly kind: 'problem'; readonly problem: MediaProblem | null };

const FRESH = {
  logId: null, status: null, version: 0, carried: false, pending: null, link: 'none', talkingSince: null,
  peerLost: false, peerMedia: null, ringOver: false, problem: null, end: null,
} as const;

/** A call that the person here has just asked for. */
export function outgoing(callId: string, conversationId: number, callType: CallType, peer: Person): CallState {
  return { ...FRESH, callId, conversationId, callType, peer, role: 'caller', carried: true };
}

/** A call that rings here. */
export function incoming(message: ServerMessageOf<'call_invitation'>): CallState {
  return {
    ...FRESH,
    callId: message.call_id,
    logId: message.call_log_id,
    conversationId: message.conversation_id ?? 0,
    callType: message.call_type,
    peer: { userId: message.from_user_id, name: message.from_name ?? '', avatar: message.from_avatar },
    role: 'callee',
    status: 'initiated',
    version: message.version,
  };
}

/** A live call of this person's that this page comes back to, or takes over from another device. */
export function resumed(row: CallRow, talkingSince: number | null): CallState {
  return {
    ...FRESH,
    callId: row.call_id ?? '',
    logId: row.id,
    conversationId: row.conversation_id,
    callType: row.call_type,
    peer: otherPerson(row),
    role: row.is_caller ? 'caller' : 'callee',
    status: row.status,
    version: row.version,
    carried: true,
    link: row.status === 'answered' ? 'interrupted' : 'none',
    talkingSince,
  };
}

export function phaseOf(state: CallState): Phase {
  if (state.end) return 'ended';
  if (state.status === 'answered') {
    if (state.talkingSince === null) return 'connecting';
    return state.link === 'connected' && !state.peerLost ? 'in-call' : 'reconnecting';
  }
  if (state.role === 'caller') return state.status === 'ringing' ? 'ringing' : 'calling';
  return state.pending === 'accepting' ? 'connecting' : 'incoming';
}

/** Whether this device should ring now: a tone, a title, a notification. */
export function rings(state: CallState): boolean {
  return phaseOf(state) === 'incoming' && state.pending === null && !state.ringOver;
}

export function reduceCall(state: CallState, event: CallEvent): CallState {
  if (state.end) return state;
  switch (event.kind) {
    case 'message':
      return counts(event.message, { version: state.version, final: false })
        ? afterMessage(state, event.message)
        : state;
    case 'row':
      return afterRow(state, event.row);
    case 'pressed':
      return { ...state, pending: event.what, problem: null };
    case 'not-done':
      return { ...state, pending: null };
    case 'answer-refused':
      return afterRow({ ...state, carried: false, pending: null, version: Math.min(state.version, event.row.version) }, event.row);
    case 'refused':
      return { ...state, pending: null, end: { kind: 'refused', code: event.code } };
    case 'given-up':
      return { ...state, pending: null, end: { kind: 'not-made' } };
    case 'link':
      return afterLink(state, event.link, event.at);
    case 'ring-over':
      return { ...state, ringOver: true };
    case 'mode':
      return { ...state, callType: event.callType };
    case 'problem':
      return { ...state, problem: event.problem };
  }
}

function afterMessage(state: CallState, message: CallMessage): CallState {
  const version = Math.max(state.version, message.version);
  switch (message.type) {
    case 'call_invitation':
      return { ...state, version, logId: message.call_log_id ?? state.logId };
    case 'call_ringing':
      return { ...state, version, status: 'ringing' };
    case 'call_answer':
      return { ...state, version, status: 'answered' };
    case 'call_taken':
      return { ...state, version, pending: null, end: { kind: 'taken', how: takenHow(state, message.status) } };
    case 'call_declined':
    case 'call_cancelled':
    case 'call_ended':
    case 'call_missed':
    case 'call_failed':
      return { ...state, version, status: message.status, pending: null, end: endOf(message) };
    case 'call_mode_switched':
      return { ...state, version, callType: message.new_mode };
    case 'call_media':
      return { ...state, peerMedia: { audio: message.audio, video: message.video, screen: message.screen } };
    case 'call_peer_lost':
      return { ...state, peerLost: true };
    case 'call_peer_resumed':
      return { ...state, peerLost: false };
    case 'webrtc_offer':
    case 'webrtc_answer':
      return { ...state, peerLost: false };
    case 'ice_candidate':
      return state;
  }
}

function takenHow(state: CallState, how: 'answered' | 'declined' | null): 'answered' | 'declined' | 'moved' {
  if (state.carried && state.status === 'answered') return 'moved';
  return how ?? 'answered';
}

function afterRow(state: CallState, row: CallRow): CallState {
  if (row.version < state.version) return state;
  const known = { ...state, version: row.version, logId: row.id, status: row.status };
  if (isFinal(row.status)) {
    // a row says no more than the messages do: whoever declined here sees the same end as the log
    return { ...known, pending: null, end: endOf(row) };
  }
  if (row.status !== 'answered') return known;
  if (state.carried) return known;
  return state.pending === 'accepting'
    ? { ...known, carried: true, pending: null }
    : { ...known, pending: null, end: { kind: 'taken', how: 'answered' } };
}

function endOf(told: FinalMessage | CallRow): CallEnd {
  return {
    kind: 'final',
    status: told.status,
    outcome: told.outcome,
    reason: told.end_reason,
    durationSeconds: told.duration_seconds,
    endedByUserId: told.ended_by_user_id,
  };
}

function afterLink(state: CallState, link: Link, at: number): CallState {
  const begins = link === 'connected' && state.talkingSince === null;
  return {
    ...state,
    link,
    talkingSince: begins ? at : state.talkingSince,
    // media that flows proves that the other side is there
    peerLost: link === 'connected' ? false : state.peerLost,
  };
}
