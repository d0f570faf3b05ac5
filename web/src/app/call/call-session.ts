import { Emitter } from '../base/emitter.js';
import { never } from '../base/never.js';
import { Scope } from '../base/scope.js';
import type { DeviceChoices } from '../media/device-choices.js';
import { getCamera, getLocalMedia, getMicrophone, getScreen } from '../media/local-media.js';
import { LocalTracks } from '../media/local-tracks.js';
import { MediaError, problemOf, type MediaProblem } from '../media/media-problem.js';
import { isFinal, type CallRow, type CallType } from '../protocol/call.js';
import type { ClientMessage, Description } from '../protocol/client-messages.js';
import type { CallMessage } from '../protocol/server-messages.js';
import { SignalingError } from '../signaling/signaling-error.js';
import { phaseOf, reduceCall, type CallEvent, type CallState } from './call-state.js';
import { PeerConnection } from './peer-connection.js';
import { qualityBetween, sampleOf, type Quality, type Sample } from './quality.js';

/** What a session needs from its client. */
export interface SessionContext {
  request(message: ClientMessage, options?: { again?: boolean }): Promise<CallRow | null>;
  tell(message: ClientMessage): void;
  iceServers(): Promise<RTCIceServer[]>;
  choices(): DeviceChoices;
  /** Whether the invitation was refused because the other side's was first; the client then sees to it. */
  isGlare(session: CallSession, fault: SignalingError): boolean;
  /** The server's time as this machine's milliseconds. */
  localTime(serverTime: string): number;
  now(): number;
}

/** The media of a call as this device has it. */
export interface SessionMedia {
  readonly local: MediaStream | null;
  readonly remote: MediaStream | null;
  readonly muted: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly quality: Quality | null;
  /** A camera or screen that could not be had; the call goes on without it. */
  readonly problem: MediaProblem | null;
}

const SAMPLE_EVERY_MS = 2000;
const TELL_QUALITY_EVERY_MS = 10_000;
const OFFER_AGAIN_AFTER_MS = 2500;
const ASK_AGAIN_MS = [300, 1000, 2000, 4000, 8000];

/**
 * One call on one device: turns what the person presses and what the server says into messages, media and a
 * {@link CallState}. All that it opened ends when the call is over here.
 */
export class CallSession extends Emitter<{ change: CallState; media: SessionMedia }> {
  state: CallState;
  quality: Quality | null = null;
  readonly #context: SessionContext;
  readonly #scope = new Scope();
  #tracks = new LocalTracks();
  #peer: PeerConnection | null = null;
  #mediaProblem: MediaProblem | null = null;
  /** The invitation's offer, until it is answered. */
  #offer: Description | null = null;
  #early: (RTCIceCandidateInit | null)[] = [];
  /** Own candidates wait until the description that they belong to was sent. */
  #heldCandidates: (RTCIceCandidateInit | null)[] | null = [];
  #asked = false;
  #sample: Sample | null = null;

  constructor(context: SessionContext, state: CallState) {
    super();
    this.#context = context;
    this.state = state;
    this.#scope.add(() => {
      this.#tracks.stop();
      this.#peer?.close();
      this.#peer = null;
    });
  }

  get callId(): string {
    return this.state.callId;
  }

  get media(): SessionMedia {
    return {
      local: this.#tracks.view,
      remote: this.#peer?.remote ?? null,
      muted: this.#tracks.muted,
      camera: this.#tracks.camera !== null,
      screen: this.#tracks.screen !== null,
      quality: this.quality,
      problem: this.#mediaProblem,
    };
  }

  /** Whether the server has been asked to make this call and has not answered yet. */
  get inviting(): boolean {
    return this.#asked && this.state.status === null && !this.state.end;
  }

  stats(): Promise<RTCStatsReport> | null {
    return this.#peer?.stats() ?? null;
  }

  // ── the caller ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Asks for the media, then asks the server to ring the other side. Also repeats an invitation after a reload. */
  async invite(): Promise<void> {
    this.#apply({ kind: 'problem', problem: null });
    const [media, iceServers] = await Promise.all([this.#getMedia(this.state.callType === 'video'), this.#context.iceServers()]);
    if (!media) return;
    if (this.state.callType === 'video' && !this.#tracks.camera) this.#apply({ kind: 'mode', callType: 'voice' });
    const peer = this.#newPeer(iceServers);
    await this.#sendTracks(peer);
    const offer = await peer.firstOffer();
    if (this.state.end || this.state.pending) return;
    this.#asked = true;
    const asked = this.#context.request(
      { type: 'call_invitation', call_id: this.callId, conversation_id: this.state.conversationId, call_type: this.state.callType, offer,
        ...(this.state.peer.userId === null ? {} : { to_user_id: this.state.peer.userId }) },
      { again: true },
    );
    this.#releaseCandidates();
    await this.#settle(asked, (fault) => {
      if (!this.#context.isGlare(this, fault)) this.#apply({ kind: 'refused', code: fault.code });
    });
  }

  cancel(): void {
    if (this.state.end || this.state.pending) return;
    this.#press('cancelling');
    if (!this.#asked) this.#apply({ kind: 'given-up' });
    else this.#end({ type: 'call_cancelled', call_id: this.callId });
  }

  /**
   * Gives its media to the call that won (glare): the other side's invitation was committed first, and the person here pressed
   * call too. This session is over without an end of its own.
   */
  yield(): { tracks: LocalTracks; video: boolean; muted: boolean } {
    const yielded = { tracks: this.#tracks, video: this.state.callType === 'video', muted: this.#tracks.muted };
    this.#tracks = new LocalTracks();
    this.#apply({ kind: 'given-up' });
    return yielded;
  }

  // ── the callee ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Asks for the media, and only then builds the path: nothing of this side leaves the page before the person accepted. */
  async accept(wanted: { video: boolean; tracks?: LocalTracks }): Promise<void> {
    const offer = this.#offer;
    if (!offer || phaseOf(this.state) !== 'incoming' || this.state.pending) return;
    this.#press('accepting');
    const [media, iceServers] = await Promise.all([wanted.tracks ?? this.#getMedia(wanted.video), this.#context.iceServers()]);
    if (!media || this.state.end || this.state.pending !== 'accepting') {
      media?.stop();
      if (this.state.pending === 'accepting') this.#apply({ kind: 'not-done' });
      return;
    }
    this.#tracks = media;
    const answer = await this.#answer(iceServers, this.#offer ?? offer);
    if (this.state.end) return;
    const asked = this.#context.request({ type: 'call_answer', call_id: this.callId, answer }, { again: true });
    this.#releaseCandidates();
    await this.#settle(asked, () => this.#apply({ kind: 'not-done' }));
    if (!this.state.end && wanted.video && this.state.callType === 'voice' && this.#tracks.camera) this.#switchMode('video');
  }

  decline(): void {
    if (phaseOf(this.state) !== 'incoming' || this.state.pending) return;
    this.#press('declining');
    this.#end({ type: 'call_declined', call_id: this.callId });
  }

  // ── both ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Ends the media at once; the call is over when the server says so. */
  hangUp(): void {
    if (this.state.end || this.state.pending === 'ending') return;
    this.#press('ending');
    this.#tellLastQuality();
    this.#tracks.stop();
    this.#peer?.close();
    this.#peer = null;
    this.#end({ type: 'call_ended', call_id: this.callId });
    this.#mediaChanged();
  }

  /** Comes back to an answered call after a reload, or takes it over from another device of this person. */
  async rejoin(wanted: { video: boolean }): Promise<void> {
    this.#apply({ kind: 'problem', problem: null });
    const [media, iceServers] = await Promise.all([this.#getMedia(wanted.video), this.#context.iceServers()]);
    if (!media || this.state.end) return;
    await this.#offerAnew(iceServers);
  }

  /** Whether a rejoined call is still waiting for its media to be allowed. */
  get hasMedia(): boolean {
    return this.#tracks.microphone !== null;
  }

  /** News of this call from the server. */
  take(message: CallMessage): void {
    const before = this.state;
    if (before.end) return;
    const fresh = message.type === 'call_answer' && message.version > before.version;
    this.#apply({ kind: 'message', message });
    if (this.state.end) return;
    switch (message.type) {
      case 'call_invitation':
        if (phaseOf(this.state) === 'incoming' && !this.state.pending) this.#takeInvitation(message.offer, message.ring_until);
        return;
      case 'call_answer':
        if (fresh && this.#peer && !this.#peer.established) this.#step(this.#peer.takeFirstAnswer(message.answer));
        return;
      case 'ice_candidate':
        if (this.#peer) void this.#peer.addCandidate(message.candidate);
        else if (this.#early.length < 64) this.#early.push(message.candidate);
        return;
      case 'webrtc_offer':
        return this.#takeOffer(message.offer);
      case 'webrtc_answer':
        if (this.#peer) this.#step(this.#peer.takeAnswer(message.answer));
        return;
      case 'call_mode_switched':
        if (message.new_mode === 'voice') void this.setCamera(false);
        return;
      case 'call_peer_resumed':
        this.#tellMedia();
        return;
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

  /** The call as the server has it. */
  takeRow(row: CallRow): void {
    this.#apply({ kind: 'row', row });
  }

  /** The connection to the server is there again, and the call is live: mends what was missed. */
  resume(row: CallRow): void {
    this.takeRow(row);
    if (this.state.end || this.state.status !== 'answered' || !this.#peer) return;
    if (!this.#peer.established && this.state.role === 'caller') this.#step(this.#peer.offerAgain());
    else if (this.#peer.link === 'interrupted') this.#peer.restartIce();
    this.#tellMedia();
  }

  /** Nothing was asked of the server and the person gave up, or the screen must go although no answer came. */
  abandon(): void {
    this.#apply({ kind: 'given-up' });
  }

  // ── what is sent ─────────────────────────────────────────────────────────────────────────────────────────────

  setMuted(muted: boolean): void {
    this.#tracks.muted = muted;
    this.#mediaChanged();
    this.#tellMedia();
  }

  async setCamera(on: boolean): Promise<void> {
    if (on === (this.#tracks.camera !== null) || this.state.end) return;
    this.#mediaProblem = null;
    if (on && !(await this.#openTrack('camera', () => getCamera(this.#context.choices())))) return;
    if (!on) this.#tracks.replaceCamera(null);
    await this.#videoChanged();
    if (on && this.state.callType === 'voice') this.#switchMode('video');
  }

  /** Back to a voice call: this side's camera and screen go off, and the other side is asked to do the same. */
  async switchToVoice(): Promise<void> {
    this.#tracks.replaceCamera(null);
    this.#tracks.replaceScreen(null);
    await this.#videoChanged();
    this.#switchMode('voice');
  }

  async setScreen(on: boolean): Promise<void> {
    if (on === (this.#tracks.screen !== null) || this.state.end) return;
    this.#mediaProblem = null;
    if (on && !(await this.#openTrack('screen', getScreen))) return;
    if (!on) this.#tracks.replaceScreen(null);
    // the browser's own "stop sharing" button
    this.#tracks.screen?.addEventListener('ended', () => void this.setScreen(false), { once: true });
    await this.#videoChanged();
    if (on && this.state.callType === 'voice') this.#switchMode('video');
  }

  /** Another microphone or camera was chosen, or the present one was unplugged. */
  async changeDevice(device: 'microphone' | 'camera'): Promise<void> {
    if (this.state.end || (device === 'camera' && !this.#tracks.camera)) return;
    const choices = this.#context.choices();
    await this.#openTrack(device, () => (device === 'camera' ? getCamera(choices) : getMicrophone(choices)));
    if (device === 'camera') await this.#videoChanged();
    else {
      await this.#peer?.send('audio', this.#tracks.microphone);
      this.#mediaChanged();
    }
  }

  async #openTrack(device: 'microphone' | 'camera' | 'screen', get: () => Promise<MediaStreamTrack>): Promise<boolean> {
    try {
      const track = await get();
      if (this.state.end || this.state.pending === 'ending') {
        track.stop();
        return false;
      }
      if (device === 'microphone') this.#tracks.replaceMicrophone(track);
      else if (device === 'camera') this.#tracks.replaceCamera(track);
      else this.#tracks.replaceScreen(track);
      return true;
    } catch (fault) {
      // a screen share that the person did not want after all is no problem
      const problem = fault instanceof MediaError ? fault.problem : problemOf(fault, device);
      this.#mediaProblem = device === 'screen' && problem.kind !== 'failed' ? null : problem;
      this.#mediaChanged();
      return false;
    }
  }

  async #videoChanged(): Promise<void> {
    await this.#peer?.send('video', this.#tracks.video);
    this.#mediaChanged();
    this.#tellMedia();
  }

  #switchMode(mode: CallType): void {
    this.#apply({ kind: 'mode', callType: mode });
    this.#context.request({ type: 'call_mode_switched', call_id: this.callId, new_mode: mode }).then(
      (row) => row && this.takeRow(row),
      () => undefined, // only a word to the other side: its own screen shows the media that flows
    );
  }

  // ── the path ─────────────────────────────────────────────────────────────────────────────────────────────────

  async #getMedia(video: boolean): Promise<LocalTracks | null> {
    try {
      const media = await getLocalMedia({ video }, this.#context.choices());
      const tracks = LocalTracks.from(media.stream);
      if (this.state.end || this.state.pending === 'cancelling' || this.state.pending === 'ending') {
        tracks.stop();
        return null;
      }
      this.#mediaProblem = media.withoutCamera;
      this.#tracks = tracks;
      this.#mediaChanged();
      return tracks;
    } catch (fault) {
      const problem = fault instanceof MediaError ? fault.problem : problemOf(fault, 'microphone');
      this.#apply({ kind: 'problem', problem });
      return null;
    }
  }

  #newPeer(iceServers: RTCIceServer[]): PeerConnection {
    this.#peer?.close();
    this.#heldCandidates = [];
    const peer = new PeerConnection({ iceServers, polite: this.state.role === 'callee' });
    this.#peer = peer;
    peer.on('candidate', (candidate) => {
      if (this.#heldCandidates) this.#heldCandidates.push(candidate);
      else this.#context.tell({ type: 'ice_candidate', call_id: this.callId, candidate });
    });
    peer.on('offer', (offer) => {
      this.#context.tell({ type: 'webrtc_offer', call_id: this.callId, offer });
      this.#releaseCandidates();
    });
    peer.on('remote', () => this.#mediaChanged());
    peer.on('link', (link) => this.#linkMoved(peer, link));
    return peer;
  }

  async #sendTracks(peer: PeerConnection): Promise<void> {
    if (this.#tracks.microphone) await peer.send('audio', this.#tracks.microphone);
    if (this.#tracks.video) await peer.send('video', this.#tracks.video);
  }

  /** A fresh path that answers an offer: the tracks join the offered streams, then the answer is made. */
  async #answer(iceServers: RTCIceServer[], offer: Description): Promise<Description> {
    const peer = this.#newPeer(iceServers);
    this.#offer = null;
    await peer.takeFirstOffer(offer);
    for (const candidate of this.#early.splice(0)) await peer.addCandidate(candidate);
    await this.#sendTracks(peer);
    return peer.firstAnswer();
  }

  /** A fresh path after a reload, offered until somebody answers: the other side may be reloading, too. */
  async #offerAnew(iceServers: RTCIceServer[]): Promise<void> {
    const peer = this.#newPeer(iceServers);
    await this.#sendTracks(peer);
    await peer.offerAgain();
    this.#tellMedia();
    this.#scope.timeout(OFFER_AGAIN_AFTER_MS, () => {
      if (this.#peer && ['none', 'interrupted'].includes(this.#peer.link) && !this.state.pending) this.#step(this.#offerAnew(iceServers));
    });
  }

  #takeInvitation(offer: Description, ringUntil: string | null): void {
    this.#offer = offer;
    this.#early = [];
    if (ringUntil === null) return;
    const left = this.#context.localTime(ringUntil) - this.#context.now();
    if (Number.isFinite(left)) this.#scope.timeout(Math.max(0, left), () => this.#apply({ kind: 'ring-over' }));
  }

  #takeOffer(offer: Description): void {
    const peer = this.#peer;
    if (!peer) return; // a rejoining page makes its own offer
    const bothBeganAnew = !peer.knowsOther;
    if (bothBeganAnew && this.state.role === 'caller') return; // the own offer stands
    if (bothBeganAnew || !peer.continues(offer)) return this.#step(this.#answerAnew(offer));
    this.#step(
      peer.takeOffer(offer).then((answer) => {
        if (answer) this.#context.tell({ type: 'webrtc_answer', call_id: this.callId, answer });
      }),
    );
  }

  async #answerAnew(offer: Description): Promise<void> {
    const answer = await this.#answer(await this.#context.iceServers(), offer);
    this.#context.tell({ type: 'webrtc_answer', call_id: this.callId, answer });
    this.#releaseCandidates();
    this.#tellMedia();
  }

  #linkMoved(peer: PeerConnection, link: CallState['link']): void {
    if (peer !== this.#peer) return;
    const before = this.state.link;
    this.#apply({ kind: 'link', link, at: this.#context.now() });
    if (link !== 'connected' || before === 'connected') return;
    this.#tellMedia();
    this.#watchQuality();
  }

  #releaseCandidates(): void {
    for (const candidate of this.#heldCandidates ?? []) this.#context.tell({ type: 'ice_candidate', call_id: this.callId, candidate });
    this.#heldCandidates = null;
  }

  #watchQuality(): void {
    if (this.#sample) return;
    let told = this.#context.now();
    this.#scope.interval(SAMPLE_EVERY_MS, () => {
      void this.#measure().then((quality) => {
        if (!quality || this.#context.now() - told < TELL_QUALITY_EVERY_MS) return;
        told = this.#context.now();
        this.#tellQuality(quality);
      });
    });
    void this.#measure();
  }

  async #measure(): Promise<Quality | null> {
    const report = await this.#peer?.stats();
    if (!report || this.#scope.ended) return null;
    const sample = sampleOf(report as unknown as Iterable<[string, unknown]>, this.#context.now());
    const before = this.#sample;
    this.#sample = sample;
    if (!before || sample.bytesReceived < before.bytesReceived) return null;
    this.quality = qualityBetween(before, sample);
    this.#mediaChanged();
    return this.quality;
  }

  #tellLastQuality(): void {
    if (this.quality) this.#tellQuality(this.quality);
  }

  #tellQuality({ rtt_ms, jitter_ms, loss_ratio, bitrate_kbps, relay }: Quality): void {
    this.#context.tell({ type: 'call_quality', call_id: this.callId, rtt_ms, jitter_ms, loss_ratio, bitrate_kbps, relay });
  }

  #tellMedia(): void {
    if (this.state.status !== 'answered' || !this.#tracks.microphone) return;
    const { muted, camera, screen } = this.#tracks;
    this.#context.tell({ type: 'call_media', call_id: this.callId, audio: !muted, video: camera !== null, screen: screen !== null });
  }

  // ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────

  #press(what: NonNullable<CallState['pending']>): void {
    this.#apply({ kind: 'pressed', what });
  }

  /** Asks for the end of the call, again and again while the server is only out of breath. */
  #end(message: ClientMessage, attempt = 0): void {
    const asked = this.#context.request(message, { again: true });
    void this.#settle(asked, (fault) => {
      const wait = ASK_AGAIN_MS[attempt];
      if (fault.temporary && wait !== undefined) this.#scope.timeout(wait, () => this.#end(message, attempt + 1));
      else this.abandon();
    });
  }

  async #settle(asked: Promise<CallRow | null>, refused: (fault: SignalingError) => void): Promise<void> {
    try {
      const row = await asked;
      if (row) this.takeRow(row);
    } catch (fault) {
      if (!(fault instanceof SignalingError)) throw fault;
      if (fault.call && fault.call.call_id === this.callId) this.takeRow(fault.call);
      const settled = this.state.end || (fault.call?.call_id === this.callId && isFinal(fault.call.status));
      if (!settled) refused(fault);
    }
  }

  #step(step: Promise<unknown>): void {
    step.catch((fault: unknown) => {
      if (!this.#scope.ended) console.warn('a step of the negotiation failed', fault);
    });
  }

  #apply(event: CallEvent): void {
    const next = reduceCall(this.state, event);
    if (next === this.state) return;
    this.state = next;
    if (next.end) {
      if (this.quality && next.pending !== 'ending' && next.status === 'ended' && !this.#scope.ended && this.#peer) this.#tellLastQuality();
      this.#scope.end();
    }
    this.emit('change', next);
  }

  #mediaChanged(): void {
    this.emit('media', this.media);
  }
}
