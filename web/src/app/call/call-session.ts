import { Emitter } from '../base/emitter.js';
import { never } from '../base/never.js';
import { Scope } from '../base/scope.js';
import type { LocalTracks } from '../media/local-tracks.js';
import { MediaError, problemOf } from '../media/media-problem.js';
import type { CallRow, CallType } from '../protocol/call.js';
import type { Description } from '../protocol/client-messages.js';
import type { CallMessage } from '../protocol/server-messages.js';
import { Asking } from './asking.js';
import { phaseOf, reduceCall, type CallEvent, type CallState } from './call-state.js';
import { MediaDeadline } from './media-deadline.js';
import { MediaPath } from './media-path.js';
import { OwnMedia } from './own-media.js';
import { numbersOf, type Quality } from './quality.js';
import { QualityWatch } from './quality-watch.js';
import { SentMedia } from './sent-media.js';
import type { SessionContext, SessionMedia } from './session-context.js';

/**
 * One call on one device: turns what the person presses and what the server says into messages, media and a
 * {@link CallState}. All that it opened ends when the call is over here.
 */
export class CallSession extends Emitter<{ change: CallState; media: void }> {
  state: CallState;
  /** Microphone, camera and screen. */
  readonly sent: SentMedia;
  readonly #context: SessionContext;
  readonly #scope = new Scope();
  readonly #own: OwnMedia;
  readonly #path: MediaPath;
  readonly #quality: QualityWatch;
  readonly #deadline: MediaDeadline;
  readonly #asking: Asking;
  /** The invitation's offer, until it is answered. */
  #offer: Description | null = null;
  /** The invitation was sent. */
  #asked = false;
  /**
   * The invitation was sent by a page that is gone, too: nobody can tell which of the two offers an answer belongs to, so
   * that the answered call gets a path of its own.
   */
  readonly #again: boolean;

  constructor(context: SessionContext, state: CallState) {
    super();
    this.#context = context;
    this.state = state;
    this.#again = state.role === 'caller' && state.status !== null && state.status !== 'answered';
    this.#own = new OwnMedia(() => context.choices());
    this.#path = new MediaPath(state.role, () => context.iceServers(), () => this.#own.tracks);
    this.sent = new SentMedia(context, this.#scope, this, this.#own, this.#path);
    this.#quality = new QualityWatch(() => this.#path.stats(), () => context.now());
    this.#deadline = new MediaDeadline(this.#scope, () => this.#giveUp());
    this.#asking = new Asking(context, this.#scope, this);
    this.#scope.add(() => this.#closeMedia());
    this.#listen();
  }

  get callId(): string {
    return this.state.callId;
  }

  get media(): SessionMedia {
    const { tracks, problem, question } = this.#own;
    return {
      local: tracks.view,
      remote: this.#path.remote,
      muted: tracks.muted,
      camera: tracks.camera !== null,
      screen: tracks.screen !== null,
      quality: this.#quality.now,
      saving: this.sent.saving,
      problem,
      question,
    };
  }

  /** The person here pressed call, and the server has not made it a call yet. */
  get inviting(): boolean {
    return this.state.role === 'caller' && this.state.status === null && !this.state.end && !this.state.pending;
  }

  stats(): Promise<RTCStatsReport> | null {
    return this.#path.stats();
  }

  // ── the caller ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Asks for the media, then asks the server to ring the other side. Also repeats an invitation after a reload. */
  async invite(): Promise<void> {
    void this.#context.iceServers(); // asked for beside the microphone
    if (!(await this.#openMedia(this.state.callType === 'video'))) return;
    if (this.state.callType === 'video' && !this.#own.tracks.camera) this.#apply({ kind: 'mode', callType: 'voice' });
    if (this.state.status === 'answered') return this.#step(this.#path.offerAnew());
    const offer = await this.#path.attempt(() => this.#path.firstOffer());
    if (this.state.end || this.state.pending) return;
    if (!offer) return this.#apply({ kind: 'refused', code: 'internal' });
    this.#asked = true;
    const { conversationId, callType, peer } = this.state;
    const to = peer.userId === null ? {} : { to_user_id: peer.userId };
    const asked = this.#context.request(
      { type: 'call_invitation', call_id: this.callId, conversation_id: conversationId, call_type: callType, offer, ...to },
      { again: true },
    );
    this.#path.sent();
    await this.#asking.settle(asked, (fault) => {
      if (!this.#context.isGlare(this, fault)) this.#apply({ kind: 'refused', code: fault.code });
    });
  }

  cancel(): void {
    if (this.state.end || this.state.pending) return;
    this.#press('cancelling');
    if (!this.#asked) this.#apply({ kind: 'given-up' });
    else this.#asking.forEnd({ type: 'call_cancelled', call_id: this.callId });
  }

  /**
   * Gives its media to the call that won (glare): the other side's invitation was committed first, and the person here
   * pressed call too. This session is over without an end of its own.
   */
  yield(): { tracks: LocalTracks; video: boolean } {
    const tracks = this.#own.release();
    this.#apply({ kind: 'given-up' });
    return { tracks, video: this.state.callType === 'video' };
  }

  // ── the callee ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Asks for the media, and only then builds the path: nothing of this side leaves the page before the person accepted. */
  async accept(wanted: { video: boolean; tracks?: LocalTracks }): Promise<void> {
    if (!this.#offer || phaseOf(this.state) !== 'incoming' || this.state.pending) return wanted.tracks?.stop();
    this.#press('accepting');
    const answering = this.#path.beginAnswer(this.#offer); // read beside the opening of the microphone
    answering.catch(() => undefined);
    if (wanted.tracks) this.#own.adopt(wanted.tracks);
    else if (!(await this.#openMedia(wanted.video))) {
      if (this.#accepting) this.#apply({ kind: 'not-done' });
      return;
    }
    if (!this.#accepting) return;
    const answer = await this.#path.attempt(async () => this.#path.finishAnswer(await answering));
    if (!this.#accepting) return;
    if (!answer) {
      this.#apply({ kind: 'not-done' });
      return this.#apply({ kind: 'problem', problem: { device: 'microphone', kind: 'failed' } });
    }
    const asked = this.#context.request({ type: 'call_answer', call_id: this.callId, answer }, { again: true });
    this.#path.sent();
    await this.#asking.settle(asked, () => this.#apply({ kind: 'not-done' }), (row) => this.#apply({ kind: 'answer-refused', row }));
    if (!this.state.end && wanted.video && this.state.callType === 'voice' && this.#own.tracks.camera) this.#switchMode('video');
  }

  get #accepting(): boolean {
    return this.state.pending === 'accepting' && !this.state.end;
  }

  decline(): void {
    if (phaseOf(this.state) !== 'incoming' || this.state.pending) return;
    this.#press('declining');
    this.#asking.forEnd({ type: 'call_declined', call_id: this.callId });
  }

  // ── both ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Ends the media at once; the call is over when the server says so. */
  hangUp(): void {
    if (this.state.end || this.state.pending === 'ending') return;
    this.#press('ending');
    this.#closeMedia();
    this.emit('media', undefined);
    this.#asking.forEnd({ type: 'call_ended', call_id: this.callId });
  }

  /** Comes back to an answered call after a reload, or takes it over from another device of this person. */
  async rejoin(wanted: { video: boolean }): Promise<void> {
    if (!(await this.#openMedia(wanted.video)) || this.state.end) return;
    this.#step(this.#path.offerAnew());
    this.sent.tell();
  }

  /** The call as the server has it. */
  takeRow(row: CallRow): void {
    this.#apply({ kind: 'row', row });
  }

  /** The connection to the server is there again, and the call is live: mends what was missed. */
  resume(row: CallRow): void {
    this.takeRow(row);
    if (this.state.end || this.state.status !== 'answered') return;
    this.#step(this.#path.mend());
    this.sent.tell();
  }

  /** The person gave up before anything was asked, or the screen must go although no answer came. */
  abandon(): void {
    this.#apply({ kind: 'given-up' });
  }

  /** News of this call from the server. */
  take(message: CallMessage): void {
    const before = this.state;
    if (before.end) return;
    this.#apply({ kind: 'message', message });
    if (this.state.end) return;
    switch (message.type) {
      case 'call_invitation':
        if (phaseOf(this.state) === 'incoming' && !this.state.pending) this.#takeInvitation(message.offer, message.ring_until);
        return;
      case 'call_answer':
        // in the version that a row may have told before: it counts once, and the path takes no second one
        if (message.version >= before.version && !this.#again) this.#step(this.#path.takeFirstAnswer(message.answer));
        return;
      case 'ice_candidate':
        return this.#path.addCandidate(message.candidate);
      case 'webrtc_offer':
        return this.#step(this.#path.takeOffer(message.offer));
      case 'webrtc_answer':
        return this.#step(this.#path.takeAnswer(message.answer));
      case 'call_mode_switched':
        if (message.new_mode === 'voice') void this.sent.setCamera(false);
        return;
      case 'call_peer_resumed':
        this.#step(this.#path.mend());
        return this.sent.tell();
      case 'call_ringing':
      case 'call_taken':
      case 'call_declined':
      case 'call_cancelled':
      case 'call_ended':
      case 'call_missed':
      case 'call_failed':
      case 'call_media':
      case 'call_peer_lost':
        return;
      default:
        never(message);
    }
  }

  #takeInvitation(offer: Description, ringUntil: string | null): void {
    this.#offer = offer;
    this.#path.forgetEarly();
    if (ringUntil === null) return;
    const left = this.#context.localTime(ringUntil) - this.#context.now();
    if (Number.isFinite(left)) this.#scope.timeout(Math.max(0, left), () => this.#apply({ kind: 'ring-over' }));
  }

  // ── media ────────────────────────────────────────────────────────────────────────────────────────────────────

  #switchMode(mode: CallType): void {
    this.#apply({ kind: 'mode', callType: mode });
    this.#context.request({ type: 'call_mode_switched', call_id: this.callId, new_mode: mode }).then(
      (row) => row && this.takeRow(row),
      () => undefined, // only a word to the other side: its own screen shows the media that flows
    );
  }

  #listen(): void {
    this.#own.on('change', () => this.emit('media', undefined));
    this.#own.on('lost', (device) => this.#step(this.sent.replaceLost(device)));
    this.sent.on('change', () => this.emit('media', undefined));
    this.sent.on('mode', (mode) => this.#switchMode(mode));
    this.#path.on('remote', () => this.emit('media', undefined));
    this.#path.on('candidate', (candidate) => this.#context.tell({ type: 'ice_candidate', call_id: this.callId, candidate }));
    this.#path.on('offer', (offer) => this.#context.tell({ type: 'webrtc_offer', call_id: this.callId, offer }));
    this.#path.on('answer', (answer) => {
      this.#context.tell({ type: 'webrtc_answer', call_id: this.callId, answer });
      this.sent.tell();
    });
    this.#path.on('link', (link) => {
      if (link === 'interrupted') this.#context.probe(); // perhaps the way to the server is broken, too
      this.#apply({ kind: 'link', link, at: this.#context.now() });
    });
  }

  /** The call is answered and its media flows, whichever of the two this page learned first. */
  #connected(): void {
    this.sent.tell();
    this.sent.bound();
    this.#quality.begin((quality) => {
      this.sent.takeQuality(quality);
      this.emit('media', undefined);
    }, (quality) => this.#tellQuality(quality));
  }

  /** Answers whether there is media now, and the person has not changed their mind meanwhile. */
  async #openMedia(video: boolean): Promise<boolean> {
    this.#apply({ kind: 'problem', problem: null });
    try {
      return (await this.#own.open({ video })) && !this.state.end && this.state.pending !== 'cancelling';
    } catch (fault) {
      const problem = fault instanceof MediaError ? fault.problem : problemOf(fault, 'microphone');
      this.#apply({ kind: 'problem', problem });
      return false;
    }
  }

  /** An answered call whose media does not come, or does not come back, ends as failed. */
  #giveUp(): void {
    this.#press('ending');
    this.#closeMedia();
    this.#asking.forEnd({ type: 'call_ended', call_id: this.callId, reason: 'media_failed' });
  }

  #closeMedia(): void {
    this.#quality.end();
    this.#path.close();
    this.#own.close();
  }

  #tellQuality(quality: Quality | null): void {
    if (quality) this.#context.tell({ type: 'call_quality', call_id: this.callId, ...numbersOf(quality) });
  }

  // ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────

  #press(what: NonNullable<CallState['pending']>): void {
    this.#apply({ kind: 'pressed', what });
  }

  #step(step: Promise<unknown>): void {
    step.catch((fault: unknown) => {
      if (!this.#scope.ended) console.warn('a step of the negotiation failed', fault);
    });
  }

  #apply(event: CallEvent): void {
    const before = this.state;
    const next = reduceCall(before, event);
    if (next === before) return;
    this.state = next;
    if (next.end) {
      if (next.end.kind === 'final') this.#tellQuality(this.#quality.now); // the server takes one more, after the end
      this.#scope.end();
    }
    this.#deadline.follow(next);
    if (flows(next) && !flows(before)) this.#connected();
    if (this.#again && this.#asked && before.status !== 'answered' && next.status === 'answered') this.#step(this.#path.offerAnew());
    this.emit('change', next);
  }
}

function flows(state: CallState): boolean {
  return state.status === 'answered' && state.link === 'connected' && !state.end;
}
