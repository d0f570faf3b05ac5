import { Emitter } from '../base/emitter.js';
import { Scope } from '../base/scope.js';
import { TONES, type Note, type ToneName } from './tones.js';

interface SoundEvents {
  /** The browser holds sound back until the person has done something on the page. */
  blocked: boolean;
}

/** How long a fresh audio context may take to start before it counts as blocked. */
const BLOCKED_AFTER_MS = 150;

/**
 * Ringtone, ringback and end tones, made with Web Audio. At most one repeating tone plays; stopping it is silent at once.
 * Any click or key on the page lets sound through from then on.
 */
export class SoundBoard extends Emitter<SoundEvents> {
  readonly #scope = new Scope();
  readonly #makeContext: () => AudioContext;
  #context: AudioContext | null = null;
  #playing: { readonly name: ToneName; readonly scope: Scope; readonly sound: () => void } | null = null;
  #blocked = false;
  /** 0 to 1. */
  volume = 1;
  #output: string | null = null;

  constructor(makeContext: () => AudioContext = () => new AudioContext()) {
    super();
    this.#makeContext = makeContext;
    for (const type of ['pointerdown', 'keydown']) {
      this.#scope.listen(globalThis as unknown as EventTarget, type, () => this.unblock(), { capture: true, passive: true });
    }
  }

  /** The loudspeaker's id; null for the system's. A browser that can't choose one, or one that is not there, plays on the system's. */
  set output(id: string | null) {
    if (id === this.#output) return;
    this.#output = id;
    if (this.#context) this.#route(this.#context);
  }

  #route(context: AudioContext & { setSinkId?(id: string): Promise<void> }): void {
    const system = () => void context.setSinkId?.('').catch(() => undefined);
    if (this.#output === null) system();
    else context.setSinkId?.(this.#output).catch(system);
  }

  /** The repeating tone that is on, whether or not the browser lets it through. */
  get playing(): ToneName | null {
    return this.#playing?.name ?? null;
  }

  get blocked(): boolean {
    return this.#blocked;
  }

  /** Plays a tone instead of the present one, until {@link stop} or, if it does not repeat, its end. */
  play(name: ToneName): void {
    if (this.#playing?.name === name) return;
    this.stop();
    const context = this.#ready();
    if (!context) return;
    const scope = new Scope();
    const tone = TONES[name];
    const sound = () => this.#schedule(context, scope, tone.notes);
    this.#playing = { name, scope, sound };
    sound();
    if (tone.every !== null) scope.interval(tone.every * 1000, sound);
    else scope.timeout(Math.max(...tone.notes.map((note) => note.at + note.length)) * 1000, () => this.stop());
  }

  stop(): void {
    this.#playing?.scope.end();
    this.#playing = null;
  }

  /** Asks the browser to let sound through; works from within a click or key press. */
  unblock(): void {
    const context = this.#ready();
    if (context?.state === 'suspended') void context.resume().catch(() => undefined);
  }

  close(): void {
    this.stop();
    this.clear();
    this.#scope.end();
    void this.#context?.close();
    this.#context = null;
  }

  #ready(): AudioContext | null {
    if (this.#context) return this.#context;
    if (this.#scope.ended || typeof AudioContext === 'undefined') return null;
    const context = (this.#context = this.#makeContext());
    if (this.#output !== null) this.#route(context);
    const look = () => this.#setBlocked(context.state === 'suspended');
    this.#scope.listen(context, 'statechange', () => {
      look();
      if (context.state === 'running') this.#playing?.sound();
    });
    this.#scope.timeout(BLOCKED_AFTER_MS, look);
    return context;
  }

  #setBlocked(blocked: boolean): void {
    if (this.#blocked === blocked) return;
    this.#blocked = blocked;
    this.emit('blocked', blocked);
  }

  #schedule(context: AudioContext, scope: Scope, notes: readonly Note[]): void {
    // while the browser blocks sound its clock stands still: nothing is piled up, and it begins when sound is let through
    if (context.state !== 'running') return;
    for (const note of notes) scope.add(this.#sound(context, note));
  }

  #sound(context: AudioContext, note: Note): () => void {
    const gain = context.createGain();
    const from = context.currentTime + note.at;
    const peak = Math.max(0.0001, note.gain * this.volume);
    gain.gain.setValueAtTime(0.0001, from);
    gain.gain.linearRampToValueAtTime(peak, from + 0.012);
    if (note.shape === 'bell') gain.gain.exponentialRampToValueAtTime(0.0001, from + note.length);
    else {
      gain.gain.setValueAtTime(peak, from + note.length - 0.02);
      gain.gain.linearRampToValueAtTime(0.0001, from + note.length);
    }
    gain.connect(context.destination);
    const oscillators = note.hertz.map((hertz, partial) => {
      const oscillator = context.createOscillator();
      const level = context.createGain();
      level.gain.value = partial === 0 ? 1 : note.shape === 'bell' ? 0.25 : 1;
      oscillator.frequency.value = hertz;
      oscillator.connect(level).connect(gain);
      oscillator.start(from);
      oscillator.stop(from + note.length + 0.05);
      return oscillator;
    });
    return () => {
      gain.disconnect();
      for (const oscillator of oscillators) oscillator.disconnect();
    };
  }
}
