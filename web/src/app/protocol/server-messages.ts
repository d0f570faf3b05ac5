import { callRow, callType, END_REASONS, OUTCOMES, status } from './call.js';
import * as is from './check.js';
import type { Check, Checked } from './check.js';

const description = is.object({ type: is.oneOf('offer', 'answer'), sdp: is.string });
const candidate: Check<RTCIceCandidateInit | null> = (value, path) =>
  value === null || value === undefined ? null : (is.asObject(value, path) as RTCIceCandidateInit);

/** What every message about a call carries. */
const about = {
  call_id: is.string,
  call_log_id: is.maybe(is.number),
  conversation_id: is.maybe(is.number),
  from_user_id: is.maybe(is.number),
  from_name: is.maybe(is.string),
  from_avatar: is.maybe(is.string),
  call_type: is.maybe(callType),
  version: is.or(is.number, 0),
};

const final = is.object({
  ...about,
  status,
  outcome: is.knownOrNull(...OUTCOMES),
  end_reason: is.knownOrNull(...END_REASONS),
  duration_seconds: is.maybe(is.number),
  ended_at: is.maybe(is.string),
  end_estimated: is.or(is.boolean, false),
  ended_by_user_id: is.maybe(is.number),
});

/** What a server may say (protocol §2, "Server to client"): one check per type. */
export const serverMessages = {
  connection: is.object({
    session_id: is.maybe(is.string),
    device_id: is.maybe(is.string),
    connection_key: is.maybe(is.string),
    server_time: is.maybe(is.string),
    timeouts: is.or(is.record(is.number), {}),
  }),
  active_calls: is.object({ calls: is.list(callRow) }),
  missed_calls_notification: is.object({ count: is.number, calls: is.or(is.list(callRow), []) }),
  ack: is.object({ id: is.maybe(is.string), call: is.maybe(callRow) }),
  error: is.object({
    id: is.maybe(is.string),
    code: is.string,
    message: is.or(is.string, ''),
    temporary: is.or(is.boolean, false),
    field: is.maybe(is.string),
    call: is.maybe(callRow),
  }),
  pong: is.object({}),
  call_invitation: is.object({ ...about, call_type: callType, offer: description, ring_until: is.maybe(is.string) }),
  call_ringing: is.object(about),
  call_answer: is.object({ ...about, answer: description }),
  call_taken: is.object({ ...about, by: is.maybe(is.string), status: is.knownOrNull('answered', 'declined') }),
  call_declined: final,
  call_cancelled: final,
  call_ended: final,
  call_missed: final,
  call_failed: final,
  ice_candidate: is.object({ ...about, candidate }),
  webrtc_offer: is.object({ ...about, offer: description }),
  webrtc_answer: is.object({ ...about, answer: description }),
  call_mode_switched: is.object({ ...about, new_mode: callType }),
  call_media: is.object({ ...about, audio: is.boolean, video: is.boolean, screen: is.boolean }),
  call_peer_lost: is.object(about),
  call_peer_resumed: is.object(about),
  presence: is.object({ user_id: is.number, online: is.boolean }),
  call_log_updated: is.object({ call: callRow }),
  server_draining: is.object({}),
} as const;

type Shapes = typeof serverMessages;
export type ServerMessageType = keyof Shapes;
export type ServerMessageOf<T extends ServerMessageType> = { readonly type: T } & Checked<Shapes[T]>;
export type ServerMessage = { [T in ServerMessageType]: ServerMessageOf<T> }[ServerMessageType];

/** Messages about one call: those that carry a `call_id`. */
export type CallMessage = Extract<ServerMessage, { call_id: string }>;
export type FinalMessage = Extract<CallMessage, { type: 'call_declined' | 'call_cancelled' | 'call_ended' | 'call_missed' | 'call_failed' }>;

export function isCallMessage(message: ServerMessage): message is CallMessage {
  return 'call_id' in message;
}
