import { deviceId, tabStorage } from '../signaling/device-id.js';

const KEY = 'ringback.call';
const MUTED = 'ringback.call.muted';

/**
 * Which call this tab carried before it was reloaded. Bound to the device id, so that a duplicated tab, which starts with
 * a copy of the storage and then takes another device id, does not think that it did.
 */
export class CarriedCall {
  readonly #storage: Storage | null;

  constructor(storage: Storage | null = tabStorage()) {
    this.#storage = storage;
  }

  is(callId: string): boolean {
    return this.#storage?.getItem(KEY) === this.#mark(callId);
  }

  set(callId: string): void {
    this.#storage?.setItem(KEY, this.#mark(callId));
  }

  clear(callId: string): void {
    this.mute(callId, false);
    if (this.is(callId)) this.#storage?.removeItem(KEY);
  }

  /** Whoever was muted before a reload is muted after it. */
  mute(callId: string, muted: boolean): void {
    if (muted) this.#storage?.setItem(MUTED, this.#mark(callId));
    else if (this.muted(callId)) this.#storage?.removeItem(MUTED);
  }

  muted(callId: string): boolean {
    return this.#storage?.getItem(MUTED) === this.#mark(callId);
  }

  #mark(callId: string): string {
    return `${deviceId(this.#storage)}/${callId}`;
  }
}
