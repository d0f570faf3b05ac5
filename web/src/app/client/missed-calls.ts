import type { CallRow } from '../protocol/call.js';

/**
 * How many missed calls this person has not seen. The server says so when the page connects and whenever the badge is
 * cleared, on whatever device; in between, each call that ends as missed counts once.
 */
export class MissedCalls {
  readonly #changed: (count: number) => void;
  readonly #counted = new Set<string>();
  #count = 0;

  constructor(changed: (count: number) => void) {
    this.#changed = changed;
  }

  get count(): number {
    return this.#count;
  }

  /** What the server says. */
  is(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    this.#changed(count);
  }

  /** A row of the log that is new or has changed. */
  take(row: CallRow): void {
    if (row.call_id === null || row.outcome !== 'missed' || row.is_caller || this.#counted.has(row.call_id)) return;
    this.#counted.add(row.call_id);
    this.is(this.#count + 1);
  }
}
