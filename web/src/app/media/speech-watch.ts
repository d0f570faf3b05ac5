import { Scope } from '../base/scope.js';

/** Speech that lasts this long while muted earns a hint, which goes this long after the last of it. */
const HINT_AFTER_MS = 1500;
const HINT_STAYS_MS = 2500;
const LOUD = 0.045;
const LOOK_EVERY_MS = 150;

/**
 * Notices that somebody speaks into a muted microphone. It listens on a capture of its own, because the call's track is
 * silent while muted; nothing of it leaves the page, and it ends with the muting.
 */
export class SpeechWatch {
  readonly #heard: (speaking: boolean) => void;
  #device: string | null = null;
  #scope: Scope | null = null;

  constructor(heard: (speaking: boolean) => void) {
    this.#heard = heard;
  }

  /** @param device the microphone's id, empty for the default; null stops watching */
  watch(device: string | null): void {
    if (device === this.#device) return;
    this.#device = device;
    this.#scope?.end();
    this.#scope = null;
    this.#heard(false);
    if (device === null) return;
    const scope = (this.#scope = new Scope());
    void this.#listen(scope, device).catch(() => undefined);
  }

  async #listen(scope: Scope, device: string): Promise<void> {
    const audio = device === '' ? true : { deviceId: { ideal: device } };
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    scope.add(() => stream.getTracks().forEach((track) => track.stop()));
    if (scope.ended) return;
    const context = new AudioContext();
    scope.add(() => void context.close());
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const hint = speechHint((speaking) => this.#heard(speaking));
    scope.interval(LOOK_EVERY_MS, () => {
      analyser.getFloatTimeDomainData(samples);
      hint(Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length), performance.now());
    });
  }
}

/** Turns loudness over time into "speaks" and "is silent again". Pauses within a sentence are bridged. */
export function speechHint(say: (speaking: boolean) => void): (loudness: number, at: number) => void {
  let began: number | null = null;
  let last = -Infinity;
  let shown = false;
  return (loudness, at) => {
    if (loudness >= LOUD) {
      if (began === null || at - last > 1000) began = shown ? began : at;
      last = at;
    }
    const speaks = began !== null && last - began >= HINT_AFTER_MS && at - last < HINT_STAYS_MS;
    if (at - last >= HINT_STAYS_MS) began = null;
    if (speaks !== shown) say((shown = speaks));
  };
}
