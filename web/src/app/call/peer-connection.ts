import { Emitter } from '../base/emitter.js';
import { Scope } from '../base/scope.js';
import type { Description } from '../protocol/client-messages.js';
import type { Link } from './call-state.js';
import type { VideoBounds } from './video-thrift.js';

export interface PeerOptions {
  readonly iceServers: RTCIceServer[];
  /** Servers whose credentials are still good when a new path is looked for, perhaps hours later. */
  readonly newIceServers: () => Promise<RTCIceServer[]>;
  /** The callee is the polite peer: when both offer at once, its offer is withdrawn. */
  readonly polite: boolean;
  readonly relayOnly?: boolean;
}

interface PeerEvents {
  candidate: RTCIceCandidateInit | null;
  /** A renegotiation that this side asks for. The first offer and answer are asked for by name instead. */
  offer: Description;
  link: Link;
  /** The other side's media, anew whenever a track comes or goes. */
  remote: MediaStream;
}

/** How long a broken path may mend itself before ICE is restarted; the polite side waits longer, so that one offer is made. */
const RESTART_AFTER_MS = { impolite: 1500, polite: 4000 } as const;

/**
 * The media path to the other side, and the only place that touches `RTCPeerConnection`: perfect negotiation (W3C WebRTC,
 * "Perfect negotiation example"), candidates held until there is something to add them to, ICE restart when the path breaks.
 */
export class PeerConnection extends Emitter<PeerEvents> {
  readonly #options: PeerOptions;
  readonly #scope = new Scope();
  readonly #connection: RTCPeerConnection;
  readonly remote = new MediaStream();
  #early: (RTCIceCandidateInit | null)[] = [];
  /** False until the first offer and answer have been exchanged. */
  #established = false;
  #makingOffer = false;
  #ignoredOffer = false;
  #remoteOrigin: string | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #stopRestart: (() => void) | null = null;

  constructor(options: PeerOptions) {
    super();
    this.#options = options;
    this.#connection = new RTCPeerConnection({
      iceServers: options.iceServers,
      bundlePolicy: 'max-bundle',
      iceTransportPolicy: options.relayOnly ? 'relay' : 'all',
    });
    this.#listen();
  }

  get established(): boolean {
    return this.#established;
  }

  /** Sends a track of its kind; null sends nothing. A kind that was never negotiated is negotiated now. */
  async send(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    const transceiver = this.#transceiverOf(kind);
    if (transceiver) {
      await transceiver.sender.replaceTrack(track);
      if (track && !transceiver.direction.startsWith('send')) transceiver.direction = 'sendrecv';
    } else if (track) {
      this.#connection.addTransceiver(track, { direction: 'sendrecv', streams: [] });
    }
  }

  /** Bounds the video that is sent; a connection that sends none yet is left as it is. */
  async boundVideo({ bitrate, smaller }: VideoBounds): Promise<void> {
    const sender = this.#transceiverOf('video')?.sender;
    const parameters = sender?.getParameters();
    const [encoding] = parameters?.encodings ?? [];
    if (!sender || !parameters || !encoding) return;
    if ((encoding.maxBitrate ?? null) === bitrate && (encoding.scaleResolutionDownBy ?? 1) === smaller) return;
    if (bitrate === null) delete encoding.maxBitrate;
    else encoding.maxBitrate = bitrate;
    encoding.scaleResolutionDownBy = smaller;
    await sender.setParameters(parameters);
  }

  /** The caller's invitation. */
  async firstOffer(): Promise<Description> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    return this.#local('offer');
  }

  /** The callee reads the invitation while it asks for its own media, and answers with {@link firstAnswer}. */
  async takeFirstOffer(offer: Description): Promise<void> {
    await this.#setRemote(offer);
  }

  async firstAnswer(): Promise<Description> {
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    this.#established = true;
    return this.#local('answer');
  }

  async takeFirstAnswer(answer: Description): Promise<void> {
    await this.#setRemote(answer);
    this.#established = true;
  }

  /** Whether anything of the other side was ever read. */
  get knowsOther(): boolean {
    return this.#remoteOrigin !== null;
  }

  /** Whether an offer comes from the connection this one was talking to, or from a page that began anew. */
  continues(offer: Description): boolean {
    return this.#remoteOrigin === null || this.#remoteOrigin === originOf(offer.sdp);
  }

  /** The other side renegotiates. Answers null when both offered and this side's offer stands. */
  takeOffer(offer: Description): Promise<Description | null> {
    return this.#inTurn(async () => {
      const collision = this.#makingOffer || this.#connection.signalingState !== 'stable';
      this.#ignoredOffer = collision && !this.#options.polite;
      if (this.#ignoredOffer) return null;
      await this.#setRemote(offer); // rolls the own offer back where there is one
      await this.#connection.setLocalDescription();
      this.#established = true;
      return this.#local('answer');
    });
  }

  takeAnswer(answer: Description): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#connection.signalingState !== 'have-local-offer') return;
      await this.#setRemote(answer);
      this.#established = true;
    });
  }

  async addCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (this.#connection.remoteDescription === null) {
      this.#early.push(candidate);
      return;
    }
    try {
      await this.#connection.addIceCandidate(candidate ?? undefined);
    } catch (fault) {
      // a candidate of an offer that was ignored, or of a connection that is gone, is worth nothing
      if (!this.#ignoredOffer && this.#connection.signalingState !== 'closed') console.debug('a candidate was not usable', (fault as Error).name);
    }
  }

  /** Looks for a new path. The offer that is made comes as an event. */
  async restartIce(): Promise<void> {
    if (!this.#established) return;
    const iceServers = await this.#options.newIceServers();
    if (this.#connection.signalingState === 'closed') return;
    this.#connection.setConfiguration({ ...this.#connection.getConfiguration(), iceServers });
    this.#connection.restartIce();
    await this.#offerUnanswered();
  }

  /** After a description may have been lost: an offer without an answer is made again, and a broken path is looked for anew. */
  async mend(): Promise<void> {
    if (this.link === 'interrupted') await this.restartIce();
    else await this.#offerUnanswered();
  }

  /** While an offer is unanswered the browser asks for no other one: it would stay so for ever. */
  async #offerUnanswered(): Promise<void> {
    if (this.#established && this.#connection.signalingState === 'have-local-offer') await this.#negotiate();
  }

  /** Offers what is there now, again: after the other side may have missed the last description. */
  offerAgain(): Promise<void> {
    this.#established = true;
    return this.#negotiate();
  }

  get link(): Link {
    return linkOf(this.#connection.connectionState, this.#connection.iceConnectionState);
  }

  stats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  close(): void {
    this.clear();
    this.#scope.end();
    this.#connection.close();
  }

  #listen(): void {
    const connection = this.#connection;
    this.#scope.listen(connection, 'icecandidate', (event) => {
      const candidate = (event as RTCPeerConnectionIceEvent).candidate;
      this.emit('candidate', candidate === null ? null : candidate.toJSON());
    });
    this.#scope.listen(connection, 'track', (event) => this.#addRemote((event as RTCTrackEvent).track));
    this.#scope.listen(connection, 'negotiationneeded', () => {
      if (this.#established) void this.#negotiate();
    });
    const moved = () => this.#moved();
    this.#scope.listen(connection, 'connectionstatechange', moved);
    this.#scope.listen(connection, 'iceconnectionstatechange', moved);
  }

  #addRemote(track: MediaStreamTrack): void {
    this.remote.addTrack(track);
    const changed = () => this.emit('remote', this.remote);
    this.#scope.listen(track, 'mute', changed);
    this.#scope.listen(track, 'unmute', changed);
    this.#scope.listen(track, 'ended', () => {
      this.remote.removeTrack(track);
      changed();
    });
    changed();
  }

  #negotiate(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#connection.signalingState === 'closed') return;
      this.#makingOffer = true;
      try {
        await this.#connection.setLocalDescription();
        if (this.#connection.localDescription?.type === 'offer') this.emit('offer', this.#local('offer'));
      } finally {
        this.#makingOffer = false;
      }
    });
  }

  #moved(): void {
    const link = this.link;
    this.emit('link', link);
    if (link !== 'interrupted') {
      this.#stopRestart?.();
      this.#stopRestart = null;
      return;
    }
    this.#stopRestart ??= this.#scope.timeout(RESTART_AFTER_MS[this.#options.polite ? 'polite' : 'impolite'], () => {
      this.#stopRestart = null;
      void this.restartIce();
    });
  }

  async #setRemote(description: Description): Promise<void> {
    await this.#connection.setRemoteDescription(description);
    this.#remoteOrigin = originOf(description.sdp);
    for (const candidate of this.#early.splice(0)) await this.addCandidate(candidate);
  }

  #transceiverOf(kind: 'audio' | 'video'): RTCRtpTransceiver | undefined {
    return this.#connection.getTransceivers().find((one) => one.receiver.track.kind === kind && one.currentDirection !== 'stopped');
  }

  #local(type: 'offer' | 'answer'): Description {
    return { type, sdp: this.#connection.localDescription?.sdp ?? '' };
  }

  /** Negotiation steps run one after the other; a step that fails does not stop the next. */
  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#work.then(step);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

/** The session of an SDP (RFC 8866 §5.2): the same for every description of one peer connection. */
export function originOf(sdp: string): string | null {
  return /^o=(\S+ \S+)/m.exec(sdp)?.[1] ?? null;
}

export function linkOf(connection: RTCPeerConnectionState, ice: RTCIceConnectionState): Link {
  switch (connection) {
    case 'new':
      return 'none';
    case 'connecting':
      return ice === 'disconnected' || ice === 'failed' ? 'interrupted' : 'connecting';
    case 'connected':
      return ice === 'disconnected' ? 'interrupted' : 'connected';
    case 'disconnected':
    case 'failed':
    case 'closed':
      return 'interrupted';
  }
}
