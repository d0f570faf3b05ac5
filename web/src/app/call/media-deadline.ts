import type { Scope } from '../base/scope.js';
import type { CallState } from './call-state.js';

/** How long an answered call may be without media before it is given up: at its beginning, and after a break. */
const FIRST_MEDIA_WITHIN_MS = 30_000;
const MEDIA_BACK_WITHIN_MS = 60_000;

/** Gives an answered call up whose media does not come, or does not come back. */
export class MediaDeadline {
  readonly #scope: Scope;
  readonly #passed: () => void;
  #stop: (() => void) | null = null;

  constructor(scope: Scope, passed: () => void) {
    this.#scope = scope;
    this.#passed = passed;
  }

  /** Runs while media is missing for which nobody else is waited: the other side, the person here, or the server. */
  follow({ status, carried, pending, link, peerLost, problem, end, talkingSince }: CallState): void {
    const missing = status === 'answered' && carried && !pending && link !== 'connected' && !peerLost && !problem && !end;
    if (missing) {
      this.#stop ??= this.#scope.timeout(talkingSince === null ? FIRST_MEDIA_WITHIN_MS : MEDIA_BACK_WITHIN_MS, this.#passed);
      return;
    }
    this.#stop?.();
    this.#stop = null;
  }
}
