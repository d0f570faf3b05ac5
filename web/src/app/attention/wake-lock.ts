import { Scope } from '../base/scope.js';

/** Keeps the screen awake while wanted; the browser takes the lock away whenever the page is hidden. */
export class WakeLock {
  #wanted: Scope | null = null;

  want(wanted: boolean): void {
    if (wanted === (this.#wanted !== null)) return;
    this.#wanted?.end();
    this.#wanted = null;
    if (!wanted || !('wakeLock' in navigator)) return;
    const scope = (this.#wanted = new Scope());
    const take = async () => {
      if (document.visibilityState !== 'visible') return;
      const lock = await navigator.wakeLock.request('screen').catch(() => null);
      if (lock) scope.add(() => void lock.release().catch(() => undefined));
    };
    scope.listen(document, 'visibilitychange', () => void take());
    void take();
  }
}
