import { vi } from 'vitest';

/** A track that knows whether it was stopped. */
export class FakeTrack extends EventTarget {
  enabled = true;
  readyState: 'live' | 'ended' = 'live';
  muted = false;
  constructor(readonly kind: 'audio' | 'video') {
    super();
  }
  stop(): void {
    this.readyState = 'ended';
  }
}

export class FakeStream {
  constructor(readonly tracks: FakeTrack[] = []) {}
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks.filter((track) => track.kind === 'audio');
  getVideoTracks = () => this.tracks.filter((track) => track.kind === 'video');
  addTrack = (track: FakeTrack) => void this.tracks.push(track);
  removeTrack = (track: FakeTrack) => void this.tracks.splice(this.tracks.indexOf(track), 1);
}

export interface FakeSender {
  track: FakeTrack | null;
  parameters: { encodings: RTCRtpEncodingParameters[] };
  replaceTrack(track: FakeTrack | null): Promise<void>;
  getParameters(): FakeSender['parameters'];
  setParameters(parameters: FakeSender['parameters']): Promise<void>;
}

/** A peer connection that connects when the test says so. Its descriptions name their session, as real ones do. */
export class FakePeer extends EventTarget {
  static made: FakePeer[] = [];
  static get last(): FakePeer {
    return this.made[this.made.length - 1]!;
  }

  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  iceConnectionState: RTCIceConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  candidates: unknown[] = [];
  /** What the other side says it has lost of what is sent, 0 to 1. */
  static lost = 0;
  transceivers: { sender: FakeSender; receiver: { track: FakeTrack }; direction: string; currentDirection: string | null }[] = [];
  restarts = 0;
  readonly session = FakePeer.made.length + 1;

  constructor() {
    super();
    FakePeer.made.push(this);
  }

  addTransceiver(track: FakeTrack): void {
    this.#add(track.kind, track, 'sendrecv');
    queueMicrotask(() => this.dispatchEvent(new Event('negotiationneeded')));
  }
  getTransceivers = () => this.transceivers;
  createOffer = () => Promise.resolve(this.#description('offer'));
  createAnswer = () => Promise.resolve(this.#description('answer'));
  setLocalDescription(given?: RTCSessionDescriptionInit): Promise<void> {
    const description = given ?? this.#description(this.signalingState === 'have-remote-offer' ? 'answer' : 'offer');
    this.localDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
    return Promise.resolve();
  }
  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    for (const kind of ['audio', 'video'] as const) {
      if (description.sdp?.includes(`m=${kind}`) && !this.transceivers.some((one) => one.receiver.track.kind === kind)) this.#add(kind, null, 'recvonly');
    }
    return Promise.resolve();
  }
  addIceCandidate(candidate: unknown): Promise<void> {
    this.candidates.push(candidate);
    return Promise.resolve();
  }
  restartIce(): void {
    this.restarts++;
    // W3C WebRTC §4.7.3: nothing is needed while an offer is unanswered
    if (this.signalingState === 'stable') queueMicrotask(() => this.dispatchEvent(new Event('negotiationneeded')));
  }
  configuration: RTCConfiguration = {};
  getConfiguration = () => this.configuration;
  setConfiguration = (configuration: RTCConfiguration) => void (this.configuration = configuration);
  getStats = () => Promise.resolve(new Map([['lost', { id: 'lost', type: 'remote-inbound-rtp', fractionLost: FakePeer.lost }]]));
  close(): void {
    this.connectionState = 'closed';
    this.signalingState = 'closed';
  }

  get sent(): string[] {
    return this.transceivers.filter((one) => one.sender.track).map((one) => one.sender.track!.kind);
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.iceConnectionState = state === 'connected' ? 'connected' : 'disconnected';
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  #add(kind: 'audio' | 'video', track: FakeTrack | null, direction: string): void {
    const sender: FakeSender = {
      track,
      parameters: { encodings: [{}] },
      getParameters: () => structuredClone(sender.parameters),
      setParameters: (parameters) => Promise.resolve(void (sender.parameters = parameters)),
      replaceTrack: (next: FakeTrack | null) => {
        sender.track = next;
        return Promise.resolve();
      },
    };
    this.transceivers.push({ sender, receiver: { track: new FakeTrack(kind) }, direction, currentDirection: null });
  }

  #description(type: 'offer' | 'answer'): RTCSessionDescriptionInit {
    const lines = this.transceivers.map((one) => `m=${one.receiver.track.kind}`).join('\n');
    return { type, sdp: `o=- ${this.session} 1\n${lines}` };
  }
}

/** Puts a browser's media in place; answers the function that `getUserMedia` is. */
export function stubBrowser() {
  FakePeer.made = [];
  FakePeer.lost = 0;
  const getUserMedia = vi.fn(({ audio, video }: { audio?: unknown; video?: unknown }) =>
    Promise.resolve(new FakeStream([...(audio ? [new FakeTrack('audio')] : []), ...(video ? [new FakeTrack('video')] : [])])));
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('RTCPeerConnection', FakePeer);
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  return getUserMedia;
}

export function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}
