import type { IceConfiguration } from '../rest/rest.js';

const KEPT_FOR_MS = 5 * 60_000;
const WAIT_AT_MOST_MS = 2000;

/** The TURN servers, asked for rarely. Without an answer in time a call is tried without them. */
export class IceServers {
  readonly #ask: () => Promise<IceConfiguration>;
  #kept: { readonly until: number; readonly servers: RTCIceServer[] } | null = null;

  constructor(ask: () => Promise<IceConfiguration>) {
    this.#ask = ask;
  }

  async get(): Promise<RTCIceServer[]> {
    if (this.#kept && this.#kept.until > Date.now()) return this.#kept.servers;
    const asked = this.#ask().then(({ ttl, iceServers: servers }) => {
      this.#kept = { until: Date.now() + Math.min(KEPT_FOR_MS, ((ttl ?? Infinity) * 1000) / 2), servers };
      return servers;
    });
    const late = new Promise<RTCIceServer[]>((resolve) => setTimeout(() => resolve(this.#kept?.servers ?? []), WAIT_AT_MOST_MS));
    return Promise.race([asked.catch(() => this.#kept?.servers ?? []), late]);
  }
}
