import { uuid } from '../base/uuid.js';

const KEY = 'ringback.device';

/** This tab's device id: it survives a reload, and a second tab has another one (protocol §2, "Opening"). */
export function deviceId(storage: Storage | null = tabStorage()): string {
  const kept = storage?.getItem(KEY);
  if (kept && /^[A-Za-z0-9_-]{1,64}$/.test(kept)) return kept;
  const made = uuid();
  storage?.setItem(KEY, made);
  return made;
}

/** Session storage may be forbidden (a sandboxed frame); then everything lasts as long as the page. */
export function tabStorage(): Storage | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}
