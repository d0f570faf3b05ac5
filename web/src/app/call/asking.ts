import type { Scope } from '../base/scope.js';
import { isFinal, type CallRow } from '../protocol/call.js';
import type { ClientMessage } from '../protocol/client-messages.js';
import { SignalingError } from '../signaling/signaling-error.js';
import type { CallState } from './call-state.js';
import type { SessionContext } from './session-context.js';

/** Waits between requests for an end that the server is only out of breath for. */
const ASK_AGAIN_MS = [300, 1000, 2000, 4000, 8000];

/** The call that asks. */
interface Asker {
  readonly callId: string;
  readonly state: CallState;
  takeRow(row: CallRow): void;
  abandon(): void;
}

/** What a call asks of the server, and what it makes of the answers. */
export class Asking {
  readonly #context: SessionContext;
  readonly #scope: Scope;
  readonly #call: Asker;

  constructor(context: SessionContext, scope: Scope, call: Asker) {
    this.#context = context;
    this.#scope = scope;
    this.#call = call;
  }

  /** Asks for the end of the call, again while the server is only out of breath. */
  forEnd(message: ClientMessage, attempt = 0): void {
    void this.settle(this.#context.request(message, { again: true }), (fault) => {
      const wait = ASK_AGAIN_MS[attempt];
      if (fault.temporary && wait !== undefined) this.#scope.timeout(wait, () => this.forEnd(message, attempt + 1));
      else this.#call.abandon();
    });
  }

  /**
   * Takes the call that an answer carries; `refused` is told of an error after which the call still is not over.
   *
   * @param takeRefused takes the call that an error carries; as any row of it, unless said otherwise
   */
  async settle(
    asked: Promise<CallRow | null>, refused: (fault: SignalingError) => void, takeRefused = (row: CallRow) => this.#call.takeRow(row),
  ): Promise<void> {
    try {
      const row = await asked;
      if (row) this.#call.takeRow(row);
    } catch (fault) {
      if (!(fault instanceof SignalingError)) throw fault;
      const ours = fault.call?.call_id === this.#call.callId ? fault.call : null;
      if (ours) takeRefused(ours);
      if (!this.#call.state.end && !(ours && isFinal(ours.status))) refused(fault);
    }
  }
}
