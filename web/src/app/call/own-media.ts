import { Emitter } from '../base/emitter.js';
import type { DeviceChoices } from '../media/device-choices.js';
import { getCamera, getLocalMedia, getMicrophone, getScreen } from '../media/local-media.js';
import { LocalTracks } from '../media/local-tracks.js';
import { MediaError, problemOf, type MediaProblem } from '../media/media-problem.js';
import { willAsk } from '../media/permission.js';

/** What the browser asks the person for now: a call's first devices, or another one in a call. */
export type MediaQuestion = 'voice' | 'video' | 'device';

interface OwnMediaEvents {
  change: void;
  /** A device went while it was used: unplugged, or taken away by the browser. */
  lost: 'microphone' | 'camera';
}

/** What this device sends in one call: opens and replaces microphone, camera and screen, and stops them at the end. */
export class OwnMedia extends Emitter<OwnMediaEvents> {
  question: MediaQuestion | null = null;
  /** A camera or screen that could not be had; the call goes on without it. */
  problem: MediaProblem | null = null;
  readonly #choices: () => DeviceChoices;
  #tracks = new LocalTracks();
  #closed = false;
  #opening = 0;

  constructor(choices: () => DeviceChoices) {
    super();
    this.#choices = choices;
  }

  get tracks(): LocalTracks {
    return this.#tracks;
  }

  /** Opens what a call begins with. Throws {@link MediaError}; answers false when it was closed while the person was asked. */
  async open(wanted: { video: boolean }): Promise<boolean> {
    const media = await this.#asked(wanted.video ? 'video' : 'voice', wanted, () => getLocalMedia(wanted, this.#choices()));
    const tracks = LocalTracks.from(media.stream);
    if (this.#closed) {
      tracks.stop();
      return false;
    }
    this.problem = media.withoutCamera;
    tracks.muted = this.#tracks.muted;
    this.#tracks.stop();
    this.#tracks = tracks;
    this.#watch('microphone', tracks.microphone);
    this.#watch('camera', tracks.camera);
    this.emit('change', undefined);
    return true;
  }

  /** Takes over tracks that another call of this person's opened. */
  adopt(tracks: LocalTracks): void {
    this.#tracks = tracks;
    this.#watch('microphone', tracks.microphone);
    this.#watch('camera', tracks.camera);
    this.emit('change', undefined);
  }

  /** Gives the tracks away; closing stops them no more. */
  release(): LocalTracks {
    const given = this.#tracks;
    this.#tracks = new LocalTracks();
    return given;
  }

  set muted(muted: boolean) {
    this.#tracks.muted = muted;
    this.emit('change', undefined);
  }

  /** Answers whether it is now as wanted. */
  async setCamera(on: boolean): Promise<boolean> {
    this.problem = null;
    if (on) return this.#replace('camera', () => this.#asked('device', { video: true }, () => getCamera(this.#choices())));
    this.#tracks.replaceCamera(null);
    return true;
  }

  /** @param ended called when the sharing was stopped from outside, by the browser's own button */
  async setScreen(on: boolean, ended: () => void): Promise<boolean> {
    this.problem = null;
    if (!on) {
      this.#tracks.replaceScreen(null);
      return true;
    }
    const done = await this.#replace('screen', getScreen);
    if (done) this.#tracks.screen?.addEventListener('ended', ended, { once: true });
    return done;
  }

  /** After another device was chosen. */
  async reopen(device: 'microphone' | 'camera'): Promise<boolean> {
    this.problem = null;
    return this.#replace(device, () =>
      this.#asked('device', { video: device === 'camera' }, () => (device === 'camera' ? getCamera(this.#choices()) : getMicrophone(this.#choices()))));
  }

  /** Says what the browser asks for while it asks. */
  async #asked<T>(question: MediaQuestion, wanted: { video: boolean }, open: () => Promise<T>): Promise<T> {
    const opening = ++this.#opening;
    const ask = (now: MediaQuestion | null) => {
      if (opening !== this.#opening || this.question === now) return;
      this.question = now;
      this.emit('change', undefined);
    };
    let waiting = true;
    void willAsk(wanted).then((asks) => asks && waiting && ask(question));
    try {
      return await open();
    } finally {
      waiting = false;
      ask(null);
    }
  }

  #watch(device: 'microphone' | 'camera', track: MediaStreamTrack | null): void {
    track?.addEventListener('ended', () => {
      if (!this.#closed && this.#tracks[device] === track) this.emit('lost', device);
    });
  }

  close(): void {
    this.#closed = true;
    this.#tracks.stop();
    this.clear();
  }

  async #replace(device: 'microphone' | 'camera' | 'screen', get: () => Promise<MediaStreamTrack>): Promise<boolean> {
    try {
      const track = await get();
      if (this.#closed) {
        track.stop();
        return false;
      }
      if (device === 'microphone') this.#tracks.replaceMicrophone(track);
      else if (device === 'camera') this.#tracks.replaceCamera(track);
      else this.#tracks.replaceScreen(track);
      if (device !== 'screen') this.#watch(device, track);
      return true;
    } catch (fault) {
      const problem = fault instanceof MediaError ? fault.problem : problemOf(fault, device);
      // a screen share that the person did not want after all is no problem
      this.problem = device === 'screen' ? (problem.kind === 'failed' ? problem : null) : { ...problem, kept: this.#tracks[device]?.readyState === 'live' };
      this.emit('change', undefined);
      return false;
    }
  }
}
