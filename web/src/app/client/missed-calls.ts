import type { Scope } from '../base/scope.js';
import type { CallRow } from '../protocol/call.js';

/** The server says nothing when there are none: after this long, there are none. */
const TOLD_WITHIN_MS = 3000;

/**
 * How many missed calls this person has not seen. The server says so when the page connects and whenever the badge is
 * cleared, on whatever device; in between, each call that ends as missed counts once.
 */
export class MissedCalls {
  readonly #changed: (count: number) => void;
  readonly #counted = new Set<string>();
  #count = 0;
  /** Missed since the connection was made. */
  #since = 0;
  #told: () => void = () => undefined;

  constructor(changed: (count: number) => void) {
    this.#changed = changed;
  }

  get count(): number {
    return this.#count;
  }

  /** What the server says. */
  is(count: number): void {
    this.#told();
    this.#become(count);
  }

  /** A connection was made: the count follows, unless it is zero. Until then the one before stands. */
  expect(scope: Scope): void {
    this.#told();
    this.#since = 0;
    this.#told = scope.timeout(TOLD_WITHIN_MS, () => this.is(this.#since));
  }

  #become(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    this.#changed(count);
  }

  /** A row of the log that is new or has changed. */
  take(row: CallRow): void {
    if (row.call_id === null || row.outcome !== 'missed' || row.is_caller || this.#counted.has(row.call_id)) return;
    this.#counted.add(row.call_id);
    this.#since++;
    this.#become(this.#count + 1);
  }
}
