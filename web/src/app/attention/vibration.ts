/** Two pulses and a pause, as long as the ringtone's figure. In milliseconds, on and off. */
const PULSES = [500, 250, 500];
const AGAIN_AFTER_MS = 3000;

/** Lets a phone shake while it rings, unless its owner wants less motion. */
export class Vibration {
  #timer: ReturnType<typeof setInterval> | null = null;

  want(wanted: boolean): void {
    if (wanted === (this.#timer !== null)) return;
    if (!wanted) {
      clearInterval(this.#timer ?? undefined);
      this.#timer = null;
      navigator.vibrate(0);
      return;
    }
    if (!mayShake()) return;
    const shake = () => navigator.vibrate(PULSES);
    shake();
    this.#timer = setInterval(shake, AGAIN_AFTER_MS);
  }
}

/** Before a person has touched the page, browsers refuse it and complain. */
function mayShake(): boolean {
  return 'vibrate' in navigator && navigator.userActivation?.hasBeenActive !== false && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}
