import { uuid } from '../base/uuid.js';
import type { CallRow } from '../protocol/call.js';
import type { ClientMessage } from '../protocol/client-messages.js';
import type { ServerMessageOf } from '../protocol/server-messages.js';
import { SignalingError } from './signaling-error.js';

interface Open {
  readonly text: string;
  /** Sent again after a lost connection: the server answers a repeat with the call as it is. */
  readonly again: boolean;
  readonly resolve: (call: CallRow | null) => void;
  readonly reject: (error: SignalingError) => void;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/** What waits for an answer, and what waits for a connection. Nothing here knows about sockets. */
export class Requests {
  static readonly KEPT_MAX = 256;
  readonly #write: (text: string) => boolean;
  readonly #open = new Map<string, Open>();
  #kept: string[] = [];
  #connected = false;

  constructor(write: (text: string) => boolean) {
    this.#write = write;
  }

  ask(message: ClientMessage, { again = false, timeoutMs = 0 }: { again?: boolean; timeoutMs?: number }): Promise<CallRow | null> {
    if (!this.#connected && !again) {
      return Promise.reject(new SignalingError('disconnected', 'there is no connection', true));
    }
    return new Promise((resolve, reject) => {
      const id = uuid();
      const text = JSON.stringify({ ...message, id });
      const timer = timeoutMs > 0 ? setTimeout(() => this.#timeout(id), timeoutMs) : undefined;
      this.#open.set(id, { text, again, resolve, reject, timer });
      if (this.#connected) this.#write(text);
    });
  }

  tell(message: ClientMessage): void {
    const text = JSON.stringify(message);
    if (this.#connected && this.#write(text)) return;
    this.#kept.push(text);
    if (this.#kept.length > Requests.KEPT_MAX) this.#kept.shift();
  }

  /** The connection is there: what waited is sent, requests first, in order. */
  open(): void {
    this.#connected = true;
    for (const open of this.#open.values()) this.#write(open.text);
    for (const text of this.#kept.splice(0)) this.#write(text);
  }

  /** The connection went: requests that are not worth repeating fail. */
  lose(): void {
    this.#connected = false;
    for (const [id, open] of this.#open) {
      if (!open.again) this.#take(id)?.reject(new SignalingError('disconnected', 'the connection went', true));
    }
  }

  close(): void {
    this.#connected = false;
    this.#kept = [];
    for (const id of [...this.#open.keys()]) this.#take(id)?.reject(new SignalingError('closed', 'the client was closed', false));
  }

  acknowledge(ack: ServerMessageOf<'ack'>): void {
    if (ack.id !== null) this.#take(ack.id)?.resolve(ack.call);
  }

  /** Answers whether the error belonged to a request. */
  refuse(error: ServerMessageOf<'error'>): boolean {
    const open = error.id === null ? null : this.#take(error.id);
    open?.reject(SignalingError.from(error));
    return open !== null && open !== undefined;
  }

  #timeout(id: string): void {
    this.#take(id)?.reject(new SignalingError('timeout', 'no answer in time', true));
  }

  #take(id: string): Open | undefined {
    const open = this.#open.get(id);
    if (open) clearTimeout(open.timer);
    this.#open.delete(id);
    return open;
  }
}
