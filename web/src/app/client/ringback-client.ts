import { Emitter } from '../base/emitter.js';
import { Scope } from '../base/scope.js';
import { uuid } from '../base/uuid.js';
import { CallSession } from '../call/call-session.js';
import type { SessionContext } from '../call/session-context.js';
import { incoming, outgoing, resumed, rings, type CallState } from '../call/call-state.js';
import { CarriedCall } from '../call/carried-call.js';
import type { DeviceChoices } from '../media/device-choices.js';
import { isFinal, otherPerson, type CallRow, type CallType, type Person } from '../protocol/call.js';
import { isCallMessage, type CallMessage, type ServerMessage, type ServerMessageOf } from '../protocol/server-messages.js';
import { Rest } from '../rest/rest.js';
import { claimDeviceId } from '../signaling/device-id.js';
import { Signaling } from '../signaling/signaling.js';
import type { SignalingError } from '../signaling/signaling-error.js';
import { SoundBoard } from '../sound/sound-board.js';
import type { CallElsewhere, ClientState } from './client-state.js';
import { Glare } from './glare.js';
import { IceServers } from './ice-servers.js';
import { MissedCalls } from './missed-calls.js';
import { Ringer } from './ringer.js';
import { Sessions } from './sessions.js';
import { SettingsStore } from './settings.js';

export interface ConnectOptions {
  /** The server's address, such as `https://calls.example.org`. */
  readonly url: string;
  /** Gives a valid token of the person here; asked whenever one is needed. */
  readonly token: () => Promise<string>;
}

interface ClientEvents {
  change: ClientState;
  /** The log has a new or changed row. */
  log: CallRow;
  /** Something that no request asked for went wrong. */
  problem: Error;
}

/** Connects and stays connected until {@link RingbackClient.close}. */
export function connect(options: ConnectOptions): RingbackClient {
  return new RingbackClient(options);
}

/**
 * One person's calls on one page: the library that the elements draw from, usable without them. It holds at most one live
 * call of its own; the server decides everything that matters.
 */
export class RingbackClient extends Emitter<ClientEvents> {
  readonly rest: Rest;
  readonly sounds = new SoundBoard();
  readonly settings = new SettingsStore();
  readonly #signaling: Signaling;
  readonly #scope = new Scope();
  readonly #context: SessionContext;
  readonly #carried = new CarriedCall();
  readonly #ringer: Ringer;
  readonly #sessions = new Sessions();
  readonly #glare = new Glare();
  #shown: CallSession | null = null;
  #state: ClientState;
  #clockAhead = 0;
  readonly #missed = new MissedCalls((missed) => this.#become({ missed }));

  constructor(options: ConnectOptions) {
    super();
    if (globalThis.isSecureContext === false) console.warn('Ringback: this page is not secure (HTTPS or localhost), so the browser gives it no microphone and no camera.');
    this.rest = new Rest(options.url, options.token);
    const device = once(() => claimDeviceId(this.#scope));
    this.#signaling = new Signaling({ url: options.url, token: options.token, deviceId: device });
    this.#state = {
      connection: this.#signaling.state, userId: null, call: null, media: null, elsewhere: null, presence: new Map(),
      missed: 0, soundBlocked: false, doNotDisturb: this.settings.now.doNotDisturb,
    };
    const ice = new IceServers(() => this.rest.iceServers());
    this.#context = {
      request: (message, wanted) => this.#signaling.request(message, wanted),
      tell: (message) => this.#signaling.tell(message),
      probe: () => this.#signaling.probe(),
      iceServers: () => ice.get(),
      choices: () => this.settings.devices,
      isGlare: (session, fault) => this.#isGlare(session, fault),
      localTime: (serverTime) => Date.parse(serverTime) - this.#clockAhead,
      now: () => Date.now(),
    };
    this.#ringer = new Ringer(this.sounds, () => `ringback.ring.${this.#state.userId ?? ''}`);
    this.#listen();
  }

  get state(): ClientState {
    return this.#state;
  }

  /**
   * Calls the other person of a conversation. While that very person is calling, it answers: both wanted to talk. While any
   * other call is live here, it does nothing.
   */
  async call(to: { conversationId: number; type: CallType; peer: Person }): Promise<void> {
    if (this.#sessions.ringing?.state.conversationId === to.conversationId) return this.accept({ video: to.type === 'video' });
    if (this.#sessions.live) return;
    const state = outgoing(uuid(), to.conversationId, to.type, to.peer);
    await this.#start(new CallSession(this.#context, state)).invite();
  }

  /** After a microphone or camera that could not be had: asks again. */
  async retry(): Promise<void> {
    const session = this.#sessions.live;
    if (!session?.state.problem) return session?.sent.retryDevice();
    if (session.state.status === 'answered') await session.rejoin({ video: session.state.callType === 'video' });
    else if (session.state.role === 'caller') await session.invite();
    else await session.accept({ video: session.state.callType === 'video' });
  }

  async accept(wanted: { video: boolean }): Promise<void> {
    const session = this.#sessions.ringing;
    if (!session) return;
    this.#carried.set(session.callId);
    await session.accept(wanted);
  }

  decline(): void {
    this.#sessions.ringing?.decline();
  }

  cancel(): void {
    const session = this.#sessions.live;
    if (session?.state.role === 'caller' && session.state.status !== 'answered') session.cancel();
    else session?.hangUp();
  }

  hangUp(): void {
    this.#sessions.live?.hangUp();
  }

  /** Comes back to the call of {@link ClientState.elsewhere}, or takes it over from another device. */
  async rejoin(): Promise<void> {
    const elsewhere = this.#state.elsewhere;
    const row = elsewhere && (await this.rest.call(elsewhere.callId));
    if (!elsewhere || this.#sessions.live) return;
    this.#become({ elsewhere: null });
    if (!row || isFinal(row.status) || row.status !== 'answered') return;
    const since = row.answered_at === null ? null : this.#context.localTime(row.answered_at);
    const session = this.#start(new CallSession(this.#context, resumed(row, since)));
    session.sent.setMuted(this.#carried.muted(session.callId));
    await session.rejoin({ video: row.call_type === 'video' });
  }

  /** Hangs up the call of {@link ClientState.elsewhere} without taking it over. */
  async endElsewhere(): Promise<void> {
    const elsewhere = this.#state.elsewhere;
    if (elsewhere) await this.#signaling.request({ type: 'call_ended', call_id: elsewhere.callId }, { again: true }).catch(() => undefined);
  }

  setMuted(muted: boolean): void {
    const session = this.#sessions.live;
    if (!session) return;
    this.#carried.mute(session.callId, muted);
    session.sent.setMuted(muted);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.#sessions.live?.sent.setCamera(on);
  }

  async setScreen(on: boolean): Promise<void> {
    await this.#sessions.live?.sent.setScreen(on);
  }

  async switchToVoice(): Promise<void> {
    await this.#sessions.live?.sent.switchToVoice();
  }

  async chooseDevice(device: keyof DeviceChoices, id: string | null): Promise<void> {
    this.settings.chooseDevice({ [device]: id });
    if (device === 'microphone' || device === 'camera') await this.#sessions.live?.sent.changeDevice(device);
  }

  /** Takes the ended call off the screen, or gives up on one whose end the server can't confirm. */
  dismiss(): void {
    if (this.#shown && !this.#shown.state.end) this.#shown.abandon();
    this.#shown = null;
    this.#update();
  }

  async markSeen(): Promise<void> {
    if (this.#state.missed === 0) return;
    await this.rest.markSeen(); // all devices are told, this one, too
    this.#missed.is(0);
  }

  /** The statistics of the present peer connection, or null without one. */
  stats(): Promise<RTCStatsReport> | null {
    return this.#shown?.stats() ?? null;
  }

  close(): void {
    for (const session of this.#sessions) session.abandon();
    this.#scope.end();
    this.#signaling.close();
    this.sounds.close();
    this.clear();
  }

  // ── news ─────────────────────────────────────────────────────────────────────────────────────────────────────

  #listen(): void {
    this.#signaling.on('state', (connection) => this.#become({ connection }));
    this.#signaling.on('problem', (problem) => this.emit('problem', problem));
    this.#signaling.on('message', (message) => this.#take(message));
    this.#sessions.on('change', ({ session, was, now }) => this.#changed(session, was, now));
    this.#sessions.on('media', (session) => session === this.#shown && this.#update());
    this.sounds.on('blocked', (soundBlocked) => this.#become({ soundBlocked }));
    this.settings.on('change', (settings) => {
      this.sounds.volume = settings.volume;
      this.sounds.output = this.settings.devices.ringer;
      this.#become({ doNotDisturb: settings.doNotDisturb });
      this.#update();
    });
    this.sounds.volume = this.settings.now.volume;
    this.sounds.output = this.settings.devices.ringer;
    this.#scope.listen(globalThis as unknown as EventTarget, 'pageshow', () => this.#signaling.probe());
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'connection':
        if (message.server_time !== null) this.#clockAhead = (Date.parse(message.server_time) || Date.now()) - Date.now();
        return this.#become({ userId: userOf(message.connection_key), presence: new Map() });
      case 'active_calls':
        this.#missed.expect(this.#scope);
        return this.#reconcile(message.calls);
      case 'missed_calls_notification':
        return this.#missed.is(message.count);
      case 'presence':
        return this.#become({ presence: new Map(this.#state.presence).set(message.user_id, message.online) });
      case 'call_log_updated':
        return this.#takeLog(message.call);
      case 'ack':
      case 'error':
      case 'pong':
      case 'server_draining':
        return;
      default:
        if (isCallMessage(message)) this.#takeOfCall(message);
    }
  }

  #takeOfCall(message: CallMessage): void {
    const session = this.#sessions.get(message.call_id);
    if (session) return session.take(message);
    if (message.type === 'call_invitation') return this.#takeInvitation(message);
    if (!('outcome' in message)) return;
    this.#glare.ended(message.call_id)?.abandon();
    if (message.call_id === this.#state.elsewhere?.callId) this.#become({ elsewhere: null });
  }

  #takeInvitation(message: ServerMessageOf<'call_invitation'>): void {
    const own = this.#sessions.inviting(message.conversation_id);
    const beaten = this.#glare.invitation(message, own);
    if (beaten === null) this.#ring(message);
    else if (beaten !== 'held') this.#answerInstead(beaten, message);
  }

  #ring(message: ServerMessageOf<'call_invitation'>): CallSession {
    const session = new CallSession(this.#context, incoming(message));
    this.#start(session);
    session.take(message);
    void this.#context.iceServers(); // so that an answer does not wait for it
    if (!this.settings.now.doNotDisturb) this.#signaling.tell({ type: 'call_ringing', call_id: message.call_id });
    return session;
  }

  /** An own invitation was refused: perhaps because the other side's was first. */
  #isGlare(session: CallSession, fault: SignalingError): boolean {
    const winner = this.#glare.refused(session, fault);
    if (winner === null) return false;
    if (winner === 'awaited') return true;
    if (session.state.end || session.state.pending) this.#ring(winner);
    else this.#answerInstead(session, winner);
    return true;
  }

  /** The person here pressed call, too: the call that won is answered with the media of the one that lost. */
  #answerInstead(loser: CallSession, message: ServerMessageOf<'call_invitation'>): void {
    const given = loser.yield();
    const winner = this.#ring(message);
    this.#carried.set(winner.callId);
    void winner.accept(given);
  }

  // ── reconnected ──────────────────────────────────────────────────────────────────────────────────────────────

  /** The server has said which calls are live: each own call is brought up to date, and calls of other devices are shown. */
  #reconcile(rows: readonly CallRow[]): void {
    const live = new Map(rows.flatMap((row) => (row.call_id === null ? [] : [[row.call_id, row] as const])));
    for (const session of this.#sessions) {
      if (session.state.end || session.state.status === null) continue;
      const row = live.get(session.callId);
      if (row) session.resume(row);
      else void this.#lookUp(session);
    }
    let elsewhere: CallElsewhere | null = null;
    for (const [callId, row] of live) {
      if (this.#sessions.has(callId)) continue;
      const mine = this.#carried.is(callId);
      if (row.status === 'answered') elsewhere = { callId, peer: otherPerson(row), callType: row.call_type, mine };
      else if (row.is_caller && mine) void this.#inviteAgain(row, callId);
    }
    this.#become({ elsewhere });
  }

  /** The call is not live any more: how did it end? */
  async #lookUp(session: CallSession): Promise<void> {
    try {
      const row = await this.rest.call(session.callId);
      if (row) session.takeRow(row);
      else session.abandon();
    } catch {
      // the connection will come and go again, and with it the next look
      this.#scope.timeout(3000, () => {
        if (!session.state.end && this.#state.connection.kind === 'ready') void this.#lookUp(session);
      });
    }
  }

  /** This tab was reloaded while it was calling: the offer of a page that is gone is replaced. */
  async #inviteAgain(row: CallRow, callId: string): Promise<void> {
    const state = outgoing(callId, row.conversation_id, row.call_type, otherPerson(row));
    const session = this.#start(new CallSession(this.#context, { ...state, logId: row.id, status: row.status, version: row.version }));
    await session.invite();
  }

  #takeLog(row: CallRow): void {
    if (row.call_id !== null) {
      const session = this.#sessions.get(row.call_id);
      session?.takeRow(row);
      if (this.#state.elsewhere?.callId === row.call_id && isFinal(row.status)) this.#become({ elsewhere: null });
    }
    this.#missed.take(row);
    this.emit('log', row);
  }

  // ── sessions ─────────────────────────────────────────────────────────────────────────────────────────────────

  #start(session: CallSession): CallSession {
    this.#sessions.add(session);
    if (session.state.carried) this.#carried.set(session.callId);
    this.#update();
    return session;
  }

  #changed(session: CallSession, was: CallState, now: CallState): void {
    if (now.end) this.#over(session, now);
    this.#update();
    if (rings(was) && !rings(now)) this.#signaling.tell({ type: 'call_ring_stopped', call_id: now.callId });
  }

  #over(session: CallSession, now: CallState): void {
    this.#carried.clear(session.callId);
    for (const message of this.#glare.over(session)) queueMicrotask(() => this.#sessions.has(message.call_id) || this.#ring(message));
    if (now.end?.kind !== 'taken' || now.end.how === 'declined') return;
    this.#become({ elsewhere: { callId: now.callId, peer: now.peer, callType: now.callType, mine: false } });
  }

  /** Chooses what is on the screen, and lets the sounds follow. */
  #update(): void {
    const before = this.#state.call;
    this.#shown = this.#sessions.live ?? this.#shown;
    const call = this.#shown && this.#shown.state.end?.kind !== 'not-made' ? this.#shown.state : null;
    if (!call) this.#shown = null;
    this.#become({ call, media: this.#shown?.media ?? null });
    const { ringtone, doNotDisturb } = this.settings.now;
    this.#ringer.follow(before, call, ringtone && !doNotDisturb);
  }

  #become(changes: Partial<ClientState>): void {
    this.#state = { ...this.#state, ...changes };
    this.emit('change', this.#state);
  }
}

function userOf(key: string | null): number | null {
  const digits = /^user_(\d+)$/.exec(key ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
