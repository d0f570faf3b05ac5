import { Emitter } from '../base/emitter.js';
import type { CallSession } from '../call/call-session.js';
import { phaseOf, type CallState } from '../call/call-state.js';

interface SessionsEvents {
  change: { readonly session: CallSession; readonly was: CallState; readonly now: CallState };
  media: CallSession;
}

/**
 * The calls of this page, by their ids, and which of them counts when there are several: this person may be called while they
 * call, or talk. A call that is over leaves by itself, before its last change is told.
 */
export class Sessions extends Emitter<SessionsEvents> implements Iterable<CallSession> {
  readonly #all = new Map<string, CallSession>();

  [Symbol.iterator](): Iterator<CallSession> {
    return this.#all.values();
  }

  get(callId: string): CallSession | undefined {
    return this.#all.get(callId);
  }

  has(callId: string): boolean {
    return this.#all.has(callId);
  }

  add(session: CallSession): void {
    this.#all.set(session.callId, session);
    let before = session.state;
    session.on('change', (now) => {
      const was = before;
      before = now;
      if (now.end) this.#all.delete(session.callId);
      this.emit('change', { session, was, now });
    });
    session.on('media', () => this.emit('media', session));
  }

  /** The call that the person is in, makes, or is rung by, in this order. */
  get live(): CallSession | null {
    const all = [...this].filter((one) => !one.state.end);
    const rank = (one: CallSession) => (one.state.status === 'answered' ? 0 : one.state.role === 'caller' ? 1 : 2);
    return all.sort((a, b) => rank(a) - rank(b))[0] ?? null;
  }

  /** The call to be accepted or declined; a call beside a live one is not. */
  get ringing(): CallSession | null {
    const { live } = this;
    return live && phaseOf(live.state) === 'incoming' ? live : null;
  }

  /** The own invitation to this conversation that the server has not made a call yet. */
  inviting(conversationId: number | null): CallSession | undefined {
    return [...this].find((one) => one.inviting && one.state.conversationId === conversationId);
  }
}
