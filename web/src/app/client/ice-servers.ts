const KEPT_FOR_MS = 5 * 60_000;
const WAIT_AT_MOST_MS = 2000;

/** The TURN servers, asked for rarely. Without an answer in time a call is tried without them. */
export class IceServers {
  readonly #ask: () => Promise<RTCIceServer[]>;
  #kept: { readonly until: number; readonly servers: RTCIceServer[] } | null = null;

  constructor(ask: () => Promise<RTCIceServer[]>) {
    this.#ask = ask;
  }

  async get(): Promise<RTCIceServer[]> {
    if (this.#kept && this.#kept.until > Date.now()) return this.#kept.servers;
    const asked = this.#ask().then((servers) => {
      this.#kept = { until: Date.now() + KEPT_FOR_MS, servers };
      return servers;
    });
    const late = new Promise<RTCIceServer[]>((resolve) => setTimeout(() => resolve(this.#kept?.servers ?? []), WAIT_AT_MOST_MS));
    return Promise.race([asked.catch(() => this.#kept?.servers ?? []), late]);
  }
}
