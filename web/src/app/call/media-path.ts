import { Emitter } from '../base/emitter.js';
import { Scope } from '../base/scope.js';
import type { LocalTracks } from '../media/local-tracks.js';
import type { Description } from '../protocol/client-messages.js';
import type { Link } from './call-state.js';
import { PeerConnection } from './peer-connection.js';
import type { VideoBounds } from './video-thrift.js';

interface PathEvents {
  candidate: RTCIceCandidateInit | null;
  offer: Description;
  answer: Description;
  link: Link;
  remote: void;
}

/** How long an offer after a reload waits for its answer before it is made again. */
const OFFER_AGAIN_AFTER_MS = 2500;
const EARLY_MAX = 64;

/**
 * The way of the media in one call, over as many peer connections as it takes: a page that was reloaded begins with a new
 * one, and the other side then makes a new one, too. What goes out comes as events, in the order in which it must be sent.
 */
export class MediaPath extends Emitter<PathEvents> {
  readonly #role: 'caller' | 'callee';
  readonly #iceServers: () => Promise<RTCIceServer[]>;
  readonly #tracks: () => LocalTracks;
  readonly #scope = new Scope();
  #peer: PeerConnection | null = null;
  /** The other side's candidates of the present offer, kept until it is answered: the first try to answer may not be the last. */
  #early: (RTCIceCandidateInit | null)[] = [];
  /** Own candidates wait until the description that they belong to was sent. */
  #held: (RTCIceCandidateInit | null)[] | null = [];

  constructor(role: 'caller' | 'callee', iceServers: () => Promise<RTCIceServer[]>, tracks: () => LocalTracks) {
    super();
    this.#role = role;
    this.#iceServers = iceServers;
    this.#tracks = tracks;
    this.#scope.add(() => this.#peer?.close());
  }

  get link(): Link {
    return this.#peer?.link ?? 'none';
  }

  get remote(): MediaStream | null {
    return this.#peer?.remote ?? null;
  }

  /** The first offer and answer have been exchanged. */
  get established(): boolean {
    return this.#peer?.established ?? false;
  }

  get begun(): boolean {
    return this.#peer !== null;
  }

  /** The caller's invitation; {@link sent} follows once it is on its way. */
  async firstOffer(): Promise<Description> {
    const peer = await this.#begin();
    await this.#sendTracks(peer);
    return peer.firstOffer();
  }

  /** A new connection that has read an offer; it sends nothing yet. */
  async beginAnswer(offer: Description): Promise<PeerConnection> {
    const peer = await this.#begin();
    await peer.takeFirstOffer(offer);
    for (const candidate of this.#early) await peer.addCandidate(candidate);
    return peer;
  }

  /** The tracks join the offered streams, then the answer is made. */
  async finishAnswer(peer: PeerConnection): Promise<Description> {
    await this.#sendTracks(peer);
    return peer.firstAnswer();
  }

  /** A description of the media, or null when the browser can't make one (or the call was over first). */
  async attempt(make: () => Promise<Description>): Promise<Description | null> {
    try {
      return await make();
    } catch (fault) {
      if (!this.#scope.ended) console.warn('the media could not be described', fault);
      return null;
    }
  }

  /** The description is on its way: its candidates may follow. */
  sent(): void {
    for (const candidate of this.#held ?? []) this.emit('candidate', candidate);
    this.#held = null;
  }

  async takeFirstAnswer(answer: Description): Promise<void> {
    if (this.#peer && !this.#peer.established) await this.#peer.takeFirstAnswer(answer);
  }

  /** A new connection after a reload, offered until somebody answers: the other side may be reloading, too. */
  async offerAnew(): Promise<void> {
    const peer = await this.#begin();
    await this.#sendTracks(peer);
    await peer.offerAgain();
    this.#scope.timeout(OFFER_AGAIN_AFTER_MS, () => {
      if (peer !== this.#peer || !['none', 'interrupted'].includes(peer.link)) return;
      this.offerAnew().catch((fault: unknown) => {
        if (!this.#scope.ended) console.warn('the media could not be offered again', fault);
      });
    });
  }

  /** The other side renegotiates, or began anew. */
  async takeOffer(offer: Description): Promise<void> {
    const peer = this.#peer;
    if (!peer) return; // a page that comes back makes its own offer
    const bothBeganAnew = !peer.knowsOther;
    if (bothBeganAnew && this.#role === 'caller') return; // the own offer stands
    if (bothBeganAnew || !peer.continues(offer)) {
      // candidates that come from now on belong to the new connection
      peer.close();
      this.#peer = null;
      this.#early = [];
      this.emit('answer', await this.finishAnswer(await this.beginAnswer(offer)));
      this.sent();
      return;
    }
    const answer = await peer.takeOffer(offer);
    if (answer) this.emit('answer', answer);
  }

  async takeAnswer(answer: Description): Promise<void> {
    await this.#peer?.takeAnswer(answer);
  }

  addCandidate(candidate: RTCIceCandidateInit | null): void {
    if (!this.established && this.#early.length < EARLY_MAX) this.#early.push(candidate);
    void this.#peer?.addCandidate(candidate);
  }

  forgetEarly(): void {
    this.#early = [];
  }

  /** After the connection to the server was away, on this side or on the other: what may have been missed is made good. */
  async mend(): Promise<void> {
    if (!this.#peer) return;
    if (!this.#peer.established && this.#role === 'caller') await this.#peer.offerAgain();
    else await this.#peer.mend();
  }

  /** The microphone or the video that goes out has changed. */
  async resend(kind: 'audio' | 'video'): Promise<void> {
    await this.#peer?.send(kind, kind === 'audio' ? this.#tracks().microphone : this.#tracks().video);
  }

  async boundVideo(bounds: VideoBounds): Promise<void> {
    await this.#peer?.boundVideo(bounds);
  }

  stats(): Promise<RTCStatsReport> | null {
    return this.#peer?.stats() ?? null;
  }

  close(): void {
    this.clear();
    this.#scope.end();
    this.#peer = null;
  }

  async #begin(): Promise<PeerConnection> {
    const iceServers = await this.#iceServers();
    if (this.#scope.ended) throw new Error('the call was over before its media began');
    this.#peer?.close();
    this.#held = [];
    const peer = new PeerConnection({ iceServers, newIceServers: this.#iceServers, polite: this.#role === 'callee' });
    this.#peer = peer;
    peer.on('candidate', (candidate) => {
      if (this.#held) this.#held.push(candidate);
      else this.emit('candidate', candidate);
    });
    peer.on('offer', (offer) => {
      this.emit('offer', offer);
      this.sent();
    });
    peer.on('remote', () => this.emit('remote', undefined));
    peer.on('link', (link) => this.emit('link', link));
    return peer;
  }

  async #sendTracks(peer: PeerConnection): Promise<void> {
    const { microphone, video } = this.#tracks();
    if (microphone) await peer.send('audio', microphone);
    if (video) await peer.send('video', video);
  }
}
