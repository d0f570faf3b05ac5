import { Scope } from '../base/scope.js';
import { phaseOf, rings, type CallEnd, type CallState } from '../call/call-state.js';
import type { SoundBoard } from '../sound/sound-board.js';
import type { ToneName } from '../sound/tones.js';

/** The repeating tone that belongs to a call now. */
export function toneOf(call: CallState | null): 'ringtone' | 'ringback' | null {
  if (!call) return null;
  if (rings(call)) return 'ringtone';
  return phaseOf(call) === 'ringing' && call.pending === null ? 'ringback' : null;
}

/** The sound of an end: each is told apart by ear; a call that only stopped ringing here is silent. */
export function endTone(end: CallEnd, role: CallState['role']): ToneName | null {
  switch (end.kind) {
    case 'taken':
    case 'not-made':
      return null;
    case 'refused':
      return 'busy';
    case 'final':
      if (end.reason === 'connection_lost' || end.status === 'failed') return 'lost';
      if (end.status === 'ended') return 'ended';
      if (role === 'callee') return null;
      if (end.status === 'declined') return 'declined';
      if (end.reason === 'busy') return 'busy';
      return end.status === 'missed' ? 'no-answer' : null;
  }
}

/**
 * Lets sounds follow the call. The ringtone sounds in one tab of the person only (a Web Lock decides); a tab whose
 * sound the browser blocks leaves the lock to others.
 */
export class Ringer {
  readonly #sounds: SoundBoard;
  readonly #lockName: () => string;
  #aloud: Scope | null = null;

  constructor(sounds: SoundBoard, lockName: () => string) {
    this.#sounds = sounds;
    this.#lockName = lockName;
    sounds.on('blocked', (blocked) => {
      if (blocked) this.#hush(); // another tab may be allowed to ring aloud
      else if (this.#wants === 'ringtone') this.#ringAloud();
    });
  }

  #wants: 'ringtone' | 'ringback' | null = null;

  follow(before: CallState | null, now: CallState | null, ringtone: boolean): void {
    const wanted = toneOf(now);
    this.#wants = wanted === 'ringtone' && !ringtone ? null : wanted;
    if (this.#wants !== 'ringtone') this.#hush();
    if (this.#wants === 'ringtone') this.#ringAloud();
    else if (this.#wants === 'ringback') this.#sounds.play('ringback');
    else if (['ringtone', 'ringback'].includes(this.#sounds.playing ?? '')) this.#sounds.stop();
    if (!now || before?.callId !== now.callId) return;
    if (!before.end && now.end) this.#once(endTone(now.end, now.role));
    else if (before.talkingSince === null && now.talkingSince !== null) this.#once('connected');
  }

  #once(tone: ToneName | null): void {
    if (tone) this.#sounds.play(tone);
  }

  #ringAloud(): void {
    if (this.#aloud) return;
    const scope = (this.#aloud = new Scope());
    const sound = () => {
      if (!scope.ended) this.#sounds.play('ringtone');
    };
    const locks = (navigator as { locks?: LockManager }).locks;
    if (!locks) return sound();
    if (this.#sounds.blocked) {
      // it is tried all the same (the strip must appear), but another tab may ring
      sound();
      this.#aloud = null;
      return;
    }
    const given = new AbortController();
    scope.add(() => given.abort());
    locks
      .request(this.#lockName(), { signal: given.signal }, () => {
        sound();
        return new Promise<void>((release) => scope.add(release));
      })
      .catch(() => undefined);
  }

  #hush(): void {
    this.#aloud?.end();
    this.#aloud = null;
  }
}
