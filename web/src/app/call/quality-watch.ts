import { Scope } from '../base/scope.js';
import { qualityBetween, sampleOf, type Quality, type Sample } from './quality.js';

const SAMPLE_EVERY_MS = 2000;
const TELL_EVERY_MS = 10_000;

/** Measures a call every two seconds, and passes on a measurement for the server every ten (protocol §2, `call_quality`). */
export class QualityWatch {
  now: Quality | null = null;
  readonly #scope = new Scope();
  readonly #stats: () => Promise<RTCStatsReport> | null;
  readonly #clock: () => number;
  #sample: Sample | null = null;

  constructor(stats: () => Promise<RTCStatsReport> | null, clock: () => number) {
    this.#stats = stats;
    this.#clock = clock;
  }

  /** Begins once; later calls do nothing. */
  begin(measured: (quality: Quality) => void, tell: (quality: Quality) => void): void {
    if (this.#sample) return;
    this.#sample = sampleOf([], this.#clock());
    let told = this.#clock();
    this.#scope.interval(SAMPLE_EVERY_MS, () => {
      void this.#measure().then((quality) => {
        if (!quality) return;
        measured(quality);
        if (this.#clock() - told < TELL_EVERY_MS) return;
        told = this.#clock();
        tell(quality);
      });
    });
  }

  end(): void {
    this.#scope.end();
  }

  async #measure(): Promise<Quality | null> {
    const report = await this.#stats();
    if (!report || this.#scope.ended) return null;
    const before = this.#sample;
    this.#sample = sampleOf(report as unknown as Iterable<[string, unknown]>, this.#clock());
    // after a new connection the counters begin again
    if (!before || this.#sample.bytesReceived < before.bytesReceived) return null;
    return (this.now = qualityBetween(before, this.#sample));
  }
}
