import type { Quality } from './quality.js';

/** Bounds of the video that is sent. */
export interface VideoBounds {
  /** Bits a second; null for as much as the browser finds good. */
  readonly bitrate: number | null;
  /** By how much the picture is smaller, in each direction. */
  readonly smaller: number;
}

const STEPS: readonly VideoBounds[] = [
  { bitrate: null, smaller: 1 },
  { bitrate: 350_000, smaller: 2 },
  { bitrate: 120_000, smaller: 4 },
];
/** Measurements in a row, one every two seconds: quickly down, slowly up again. */
const WEAK_TIMES = 2;
const GOOD_TIMES = 8;

/** On a weak way out the video goes before the voice: less of it is sent, and more again when the way has been good for a while. */
export class VideoThrift {
  #step = 0;
  #weak = 0;
  #good = 0;

  get saving(): boolean {
    return this.#step > 0;
  }

  get bounds(): VideoBounds {
    return STEPS[this.#step]!;
  }

  /** Answers whether the bounds have changed. */
  take({ word, side }: Quality): boolean {
    const weak = word === 'poor' && side !== 'theirs';
    this.#weak = weak ? this.#weak + 1 : 0;
    this.#good = word === 'good' ? this.#good + 1 : 0;
    if (this.#weak >= WEAK_TIMES) return this.#go(1);
    return this.#good >= GOOD_TIMES && this.#go(-1);
  }

  #go(by: 1 | -1): boolean {
    this.#weak = this.#good = 0;
    const step = Math.min(STEPS.length - 1, Math.max(0, this.#step + by));
    const changed = step !== this.#step;
    this.#step = step;
    return changed;
  }
}
