import type { Scope } from '../base/scope.js';
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

/**
 * The device id, claimed for this page: a duplicated tab starts with a copy of the first tab's storage, and two sockets of one
 * device would push each other out for ever. Who can't have the claim in a moment takes a new id.
 */
export async function claimDeviceId(scope: Scope, storage: Storage | null = tabStorage()): Promise<string> {
  const id = deviceId(storage);
  if (await claim(scope, id)) return id;
  storage?.removeItem(KEY);
  const fresh = deviceId(storage);
  await claim(scope, fresh);
  return fresh;
}

/** A page that is being reloaded gives its claim back a moment later, hence the wait. */
const CLAIM_WITHIN_MS = 500;

function claim(scope: Scope, id: string): Promise<boolean> {
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    locks
      .request(`ringback.device.${id}`, { signal: AbortSignal.timeout(CLAIM_WITHIN_MS) }, () => {
        resolve(true);
        return new Promise<void>((release) => scope.add(release));
      })
      .catch(() => resolve(false));
  });
}

/** Session storage may be forbidden (a sandboxed frame); then everything lasts as long as the page. */
export function tabStorage(): Storage | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}
