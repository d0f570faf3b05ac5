import { Emitter } from '../base/emitter.js';
import type { Scope } from '../base/scope.js';
import type { CallType } from '../protocol/call.js';
import type { CallState } from './call-state.js';
import type { MediaPath } from './media-path.js';
import type { OwnMedia } from './own-media.js';
import type { Quality } from './quality.js';
import type { SessionContext } from './session-context.js';
import { VideoThrift } from './video-thrift.js';

interface SentMediaEvents {
  /** Something else goes out now. */
  change: void;
  /** A video began in a voice call, or the person wants no video any more. */
  mode: CallType;
}

/** The call that the media is sent in. */
interface Sender {
  readonly callId: string;
  readonly state: CallState;
}

/**
 * What goes out while a call runs: mute, camera, screen, another device, and how large the video is. Each change reaches the
 * devices ({@link OwnMedia}), the peer connection ({@link MediaPath}) and the other side's screen (`call_media`), in this order.
 */
export class SentMedia extends Emitter<SentMediaEvents> {
  readonly #context: SessionContext;
  readonly #scope: Scope;
  readonly #call: Sender;
  readonly #own: OwnMedia;
  readonly #path: MediaPath;
  readonly #thrift = new VideoThrift();

  constructor(context: SessionContext, scope: Scope, call: Sender, own: OwnMedia, path: MediaPath) {
    super();
    this.#context = context;
    this.#scope = scope;
    this.#call = call;
    this.#own = own;
    this.#path = path;
  }

  /** The way out is weak: less of the video is sent. */
  get saving(): boolean {
    return this.#thrift.saving && this.#own.tracks.video !== null;
  }

  setMuted(muted: boolean): void {
    this.#own.muted = muted;
    this.tell();
  }

  async setCamera(on: boolean): Promise<void> {
    if (on === (this.#own.tracks.camera !== null) || this.#call.state.end) return;
    if (await this.#own.setCamera(on)) await this.#videoChanged(on);
  }

  async setScreen(on: boolean): Promise<void> {
    if (on === (this.#own.tracks.screen !== null) || this.#call.state.end) return;
    if (await this.#own.setScreen(on, () => void this.setScreen(false))) await this.#videoChanged(on);
  }

  /** Back to a voice call: this side's camera and screen go off, and the other side is asked to do the same. */
  async switchToVoice(): Promise<void> {
    this.#own.tracks.replaceCamera(null);
    this.#own.tracks.replaceScreen(null);
    await this.#videoChanged(false);
    this.emit('mode', 'voice');
  }

  /** Another microphone or camera was chosen. */
  async changeDevice(device: 'microphone' | 'camera'): Promise<void> {
    if (this.#call.state.end || (device === 'camera' && !this.#own.tracks.camera)) return;
    if (!(await this.#own.reopen(device))) return;
    if (device === 'camera') return this.#videoChanged(true);
    await this.#path.resend('audio');
    this.emit('change', undefined);
  }

  /** A device that could not be had is asked for again. */
  async retryDevice(): Promise<void> {
    const device = this.#own.problem?.device;
    if (device === 'microphone') await this.changeDevice('microphone');
    else if (device === 'camera') await (this.#own.tracks.camera ? this.changeDevice('camera') : this.setCamera(true));
  }

  /** Unplugged: the system's next one takes its place; without one the call goes on, and the person is told. */
  async replaceLost(device: 'microphone' | 'camera'): Promise<void> {
    await this.changeDevice(device);
    if (device !== 'camera' || this.#own.tracks.camera?.readyState === 'live') return;
    this.#own.tracks.replaceCamera(null);
    await this.#videoChanged(false);
  }

  /** Measured: the video may have to be smaller, or may be larger again. */
  takeQuality(quality: Quality): void {
    if (this.#thrift.take(quality)) this.bound();
  }

  /** Bounds the video that goes out; nobody waits for it. */
  bound(): void {
    // a screen is shared to be read: it stays as large as it is
    const { bitrate, smaller } = this.#thrift.bounds;
    this.#path.boundVideo({ bitrate, smaller: this.#own.tracks.screen ? 1 : smaller }).catch((fault: unknown) => {
      if (!this.#scope.ended) console.warn('the video could not be bounded', fault);
    });
  }

  /** Tells the other side's screen what is sent. */
  tell(): void {
    if (this.#call.state.status !== 'answered' || !this.#own.tracks.microphone) return;
    const { muted, camera, screen } = this.#own.tracks;
    this.#context.tell({ type: 'call_media', call_id: this.#call.callId, audio: !muted, video: camera !== null, screen: screen !== null });
  }

  async #videoChanged(on: boolean): Promise<void> {
    await this.#path.resend('video');
    this.bound();
    this.emit('change', undefined);
    this.tell();
    if (on && this.#call.state.callType === 'voice') this.emit('mode', 'video');
  }
}
