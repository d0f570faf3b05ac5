import { phaseOf, type CallState } from '../call/call-state.js';
import type { SessionMedia } from '../call/session-context.js';
import type { CallType, Person } from '../protocol/call.js';
import type { SignalingState } from '../signaling/signaling.js';

/** A live call of this person's that this page does not carry. */
export interface CallElsewhere {
  readonly callId: string;
  readonly peer: Person;
  readonly callType: CallType;
  /** This tab carried it before it was reloaded: "Rejoin" instead of "Switch here". */
  readonly mine: boolean;
}

/** Everything an element draws from: a new object whenever something changed. */
export interface ClientState {
  readonly connection: SignalingState;
  readonly userId: number | null;
  /** The call on this page: the live one, or the one that has just ended and was not dismissed. */
  readonly call: CallState | null;
  readonly media: SessionMedia | null;
  readonly elsewhere: CallElsewhere | null;
  /** Who is known to be online or offline, by user id. */
  readonly presence: ReadonlyMap<number, boolean>;
  readonly missed: number;
  readonly soundBlocked: boolean;
  readonly doNotDisturb: boolean;
}

/** Whether the person here can call in a conversation now: there is a connection, and no call, or it is the one that rings from there. */
export function canCall(state: ClientState, conversationId: number): 'yes' | 'offline' | 'in-call' {
  if (state.connection.kind !== 'ready') return 'offline';
  const { call } = state;
  if (call && !call.end) return call.conversationId === conversationId && phaseOf(call) === 'incoming' ? 'yes' : 'in-call';
  return state.elsewhere ? 'in-call' : 'yes';
}
