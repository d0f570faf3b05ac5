import { Emitter } from '../base/emitter.js';
import { Scope } from '../base/scope.js';
import type { CallRow } from '../protocol/call.js';
import type { ClientMessage } from '../protocol/client-messages.js';
import { afterClose } from '../protocol/close-codes.js';
import { decode } from '../protocol/decode.js';
import type { ServerMessage } from '../protocol/server-messages.js';
import { waitBefore } from './backoff.js';
import { Requests } from './requests.js';
import { SignalingError } from './signaling-error.js';
import { renewIn, tokenEnd } from './token.js';

export interface SignalingOptions {
  /** The server's address, `http(s)` or `ws(s)`; `/ws` is added. */
  readonly url: string;
  /** Asked before every attempt and before the token ends. */
  readonly token: () => Promise<string>;
  readonly deviceId: () => Promise<string>;
  readonly webSocket?: new (url: string, protocols: string[]) => WebSocket;
  readonly random?: () => number;
}

export type SignalingState =
  | { readonly kind: 'connecting' }
  /** The socket is open and the live calls are known. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting'; readonly attempt: number }
  | { readonly kind: 'stopped'; readonly reason: 'closed' | 'refused' | 'too-many-sockets' };

interface SignalingEvents {
  state: SignalingState;
  message: ServerMessage;
  /** Not an answer to a request: a token that could not be had, a frame that is not believed, an error without an id. */
  problem: Error;
}

const PING_EVERY_MS = 15_000;
const SILENT_AFTER_MS = 10_000;
const OPEN_WITHIN_MS = 10_000;
/** A token that a host never gives, or a server that opens and says nothing, must not hold the page for ever. */
const READY_WITHIN_MS = 40_000;
const PROBE_WITHIN_MS = 4000;
/** A connection that lasts this long is a good one: the next wait is a short one again. */
const GOOD_AFTER_MS = 5000;

/**
 * The connection to the server: one socket at a time, made again with back-off whenever it goes, as its close code
 * allows. Requests get ids and answers; those worth repeating survive a lost connection and are sent again once the
 * server has said what is live.
 */
export class Signaling extends Emitter<SignalingEvents> {
  state: SignalingState = { kind: 'connecting' };
  readonly #options: SignalingOptions;
  readonly #requests = new Requests((text) => this.#write(text));
  readonly #scope = new Scope();
  /** Ends with the present socket, or with the present wait. */
  #attemptScope = new Scope();
  #socket: WebSocket | null = null;
  #attempt = 0;

  constructor(options: SignalingOptions) {
    super();
    this.#options = options;
    // a machine that wakes up or changes its network often has a socket that is dead and does not know it
    if (typeof addEventListener === 'function') this.#scope.listen(globalThis as unknown as EventTarget, 'online', () => this.probe());
    if (typeof document === 'object') this.#scope.listen(document, 'visibilitychange', () => document.visibilityState === 'visible' && this.probe());
    void this.#open();
  }

  /** Asks and answers the acknowledged call, if there is one. Rejects with {@link SignalingError}. */
  request(message: ClientMessage, options: { again?: boolean; timeoutMs?: number } = {}): Promise<CallRow | null> {
    if (this.state.kind === 'stopped') return Promise.reject(new SignalingError('closed', 'the connection is closed', false));
    return this.#requests.ask(message, options);
  }

  /** Tells without wanting an answer. Kept while the connection is away (bounded), in order. */
  tell(message: ClientMessage): void {
    if (this.state.kind !== 'stopped') this.#requests.tell(message);
  }

  /** Tries again now instead of waiting on. */
  retryNow(): void {
    if (this.state.kind === 'waiting') void this.#open();
  }

  /** The network may have changed: a wait is cut short, and a connection that gives no answer soon is made anew. */
  probe(): void {
    this.retryNow();
    if (this.state.kind === 'ready') this.#ping(this.#attemptScope, PROBE_WITHIN_MS);
  }

  close(): void {
    this.#stop('closed');
  }

  #stop(reason: 'closed' | 'refused' | 'too-many-sockets'): void {
    if (this.state.kind === 'stopped') return;
    this.#become({ kind: 'stopped', reason });
    this.#attemptScope.end();
    this.#scope.end();
    this.#requests.close();
  }

  async #open(): Promise<void> {
    const scope = this.#renewScope();
    this.#become({ kind: 'connecting' });
    scope.timeout(READY_WITHIN_MS, () => this.state.kind === 'connecting' && this.#lost(1006));
    let token: string;
    let device: string;
    try {
      [token, device] = await Promise.all([this.#options.token(), this.#options.deviceId()]);
    } catch (fault) {
      if (scope.ended) return;
      this.emit('problem', fault instanceof Error ? fault : new Error(String(fault)));
      return this.#wait(0);
    }
    if (scope.ended) return;
    try {
      this.#connect(scope, token, device);
    } catch (fault) {
      // an address that is none, or one without TLS from a page with it
      this.emit('problem', fault instanceof Error ? fault : new Error(String(fault)));
      this.#wait(0);
    }
  }

  #connect(scope: Scope, token: string, device: string): void {
    const Socket = this.#options.webSocket ?? WebSocket;
    const socket = new Socket(this.#address(device), ['ringback.v1', `bearer.${token}`]);
    this.#socket = socket;
    scope.add(() => {
      if (this.#socket === socket) this.#socket = null;
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(1000);
    });
    const stopWaiting = scope.timeout(OPEN_WITHIN_MS, () => this.#lost(1006));
    socket.onopen = () => stopWaiting();
    socket.onmessage = (event) => this.#read(scope, event.data);
    socket.onclose = (event) => this.#lost(event.code);
    this.#renewToken(scope, token);
  }

  #address(device: string): string {
    const base = this.#options.url.replace(/^http/, 'ws').replace(/\/+$/, '');
    return `${base}/ws?device_id=${encodeURIComponent(device)}`;
  }

  #read(scope: Scope, data: unknown): void {
    const decoded = decode(data);
    switch (decoded.kind) {
      case 'unknown':
        return;
      case 'bad':
        return this.emit('problem', new Error(`the server sent ${decoded.why}`));
      case 'message':
        return this.#take(scope, decoded.message);
    }
  }

  #take(scope: Scope, message: ServerMessage): void {
    if (message.type === 'ack') return void this.#requests.acknowledge(message);
    if (message.type === 'error') {
      if (!this.#requests.refuse(message)) this.emit('problem', SignalingError.from(message));
      return;
    }
    this.emit('message', message);
    if (scope.ended) return;
    if (message.type === 'active_calls') this.#ready(scope);
    if (message.type === 'server_draining') this.#lost(1012);
  }

  #ready(scope: Scope): void {
    scope.timeout(GOOD_AFTER_MS, () => (this.#attempt = 0));
    this.#become({ kind: 'ready' });
    this.#requests.open();
    scope.interval(PING_EVERY_MS, () => this.#ping(scope, SILENT_AFTER_MS));
  }

  #ping(scope: Scope, timeoutMs: number): void {
    this.request({ type: 'ping' }, { timeoutMs }).catch((fault: unknown) => {
      if (!scope.ended && fault instanceof SignalingError && fault.code === 'timeout') this.#lost(4408);
    });
  }

  #lost(code: number): void {
    if (this.state.kind === 'stopped') return;
    const next = afterClose(code);
    this.#requests.lose();
    if (next.kind === 'stay-away') this.#stop(next.reason);
    else this.#wait(next.atLeastMs);
  }

  #wait(atLeastMs: number): void {
    const scope = this.#renewScope();
    const attempt = this.#attempt++;
    this.#become({ kind: 'waiting', attempt });
    scope.timeout(waitBefore(attempt, atLeastMs, this.#options.random ?? Math.random), () => void this.#open());
  }

  #renewScope(): Scope {
    this.#attemptScope.end();
    return (this.#attemptScope = new Scope());
  }

  #renewToken(scope: Scope, token: string): void {
    const end = tokenEnd(token);
    if (end === null) return;
    // setTimeout counts in 32 bits: a longer wait is cut, and the renewal then merely comes early
    scope.timeout(Math.min(renewIn(end, Date.now()), 2 ** 31 - 1), () => void this.#authenticate(scope));
  }

  async #authenticate(scope: Scope): Promise<void> {
    try {
      const token = await this.#options.token();
      if (scope.ended) return;
      await this.request({ type: 'authenticate', token });
      if (!scope.ended) this.#renewToken(scope, token);
    } catch (fault) {
      if (scope.ended) return;
      this.emit('problem', fault instanceof Error ? fault : new Error(String(fault)));
      scope.timeout(5000, () => void this.#authenticate(scope));
    }
  }

  #write(text: string): boolean {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(text);
    return true;
  }

  #become(state: SignalingState): void {
    this.state = state;
    this.emit('state', state);
  }
}
