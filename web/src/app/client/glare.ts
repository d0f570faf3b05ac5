import type { CallSession } from '../call/call-session.js';
import { isFinal } from '../protocol/call.js';
import type { ServerMessageOf } from '../protocol/server-messages.js';
import type { SignalingError } from '../signaling/signaling-error.js';

type Invitation = ServerMessageOf<'call_invitation'>;

/**
 * Glare: both people invite each other, the first committed invitation wins, and the other one is refused with it
 * (protocol §2, "Races"). The invitation and the refusal come in either order; this keeps whichever came first until the
 * other is there. The person here pressed call too, so the call that won is then answered with the media of the one that
 * lost, unless they have cancelled meanwhile.
 */
export class Glare {
  /** Invitations that came while an own one to the same conversation was unanswered. */
  readonly #held = new Map<string, Invitation>();
  /** Own sessions that lost, by the id of the call that won and whose invitation is not here yet. */
  readonly #losers = new Map<string, CallSession>();

  /**
   * An invitation has come. Answers the own session that it beats if that is known, "held" if it may beat one that is
   * unanswered yet, and null if it has nothing to do with glare.
   */
  invitation(message: Invitation, own: CallSession | undefined): CallSession | 'held' | null {
    const loser = this.#losers.get(message.call_id);
    this.#losers.delete(message.call_id);
    if (loser && !loser.state.end && loser.state.pending === null) return loser;
    if (!own) return null;
    this.#held.set(message.call_id, message);
    return 'held';
  }

  /** An own invitation was refused. Answers the invitation that beat it, "awaited" if that is still to come, or null if it was no glare. */
  refused(session: CallSession, fault: SignalingError): Invitation | 'awaited' | null {
    for (const message of this.#held.values()) {
      if (message.conversation_id !== session.state.conversationId) continue;
      this.#held.delete(message.call_id);
      return message;
    }
    const winner = fault.call;
    if (!winner?.call_id || winner.is_caller || winner.status === 'answered' || isFinal(winner.status)) return null;
    this.#losers.set(winner.call_id, session);
    return 'awaited';
  }

  /** An own session is over: what was held because of it may ring after all. */
  over(session: CallSession): Invitation[] {
    for (const [callId, loser] of this.#losers) if (loser === session) this.#losers.delete(callId);
    const free = [...this.#held.values()].filter((message) => message.conversation_id === session.state.conversationId);
    for (const message of free) this.#held.delete(message.call_id);
    return free;
  }

  /** A held call has ended before it rang. */
  ended(callId: string): CallSession | null {
    this.#held.delete(callId);
    const loser = this.#losers.get(callId) ?? null;
    this.#losers.delete(callId);
    return loser;
  }
}
