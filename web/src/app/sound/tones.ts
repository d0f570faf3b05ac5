/** One sound: pitches in hertz, start and length in seconds, loudness 0 to 1. */
export interface Note {
  readonly hertz: readonly number[];
  readonly at: number;
  readonly length: number;
  readonly gain: number;
  readonly shape: 'bell' | 'tone';
}

export interface Tone {
  readonly notes: readonly Note[];
  /** Seconds after which it begins again; null plays once. */
  readonly every: number | null;
}

export type ToneName = 'ringtone' | 'ringback' | 'connected' | 'ended' | 'declined' | 'busy' | 'no-answer' | 'lost';

const bell = (hertz: number, at: number, length = 0.7, gain = 0.28): Note => ({ hertz: [hertz, hertz * 2.01], at, length, gain, shape: 'bell' });
const tone = (hertz: number | number[], at: number, length: number, gain = 0.12): Note => ({ hertz: [hertz].flat(), at, length, gain, shape: 'tone' });

/** A rising figure, twice; then a breath. */
const FIGURE = [523.25, 659.25, 783.99, 1046.5, 783.99].map((hertz, step) => bell(hertz, step * 0.16));

export const TONES: Record<ToneName, Tone> = {
  ringtone: { notes: [...FIGURE, ...FIGURE.map((note) => ({ ...note, at: note.at + 1 }))], every: 3 },
  // 425 Hz, one second in five: the ringing tone of most of the world's networks (ITU-T E.180)
  ringback: { notes: [tone(425, 0, 1)], every: 5 },
  connected: { notes: [bell(659.25, 0, 0.25, 0.16), bell(880, 0.1, 0.35, 0.16)], every: null },
  ended: { notes: [bell(587.33, 0, 0.3, 0.18), bell(440, 0.14, 0.5, 0.18)], every: null },
  declined: { notes: [tone(425, 0, 0.25), tone(425, 0.5, 0.25), tone(425, 1, 0.25)], every: null },
  busy: { notes: [0, 0.5, 1, 1.5].map((at) => tone([425, 440], at, 0.25, 0.08)), every: null },
  'no-answer': { notes: [bell(493.88, 0, 0.4, 0.16), bell(493.88, 0.35, 0.6, 0.16)], every: null },
  lost: { notes: [bell(440, 0, 0.4, 0.2), bell(311.13, 0.25, 0.8, 0.2)], every: null },
};
