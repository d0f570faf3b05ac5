/** Waiting times between attempts to connect: doubling from 0.25 s to 10 s, each drawn at random ("full jitter"). */
export const FIRST_WAIT_MS = 250;
export const LONGEST_WAIT_MS = 10_000;

/** @param attempt 0 for the first wait @param random 0 to 1 */
export function waitBefore(attempt: number, atLeastMs: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(atLeastMs + random() * ceiling);
}
