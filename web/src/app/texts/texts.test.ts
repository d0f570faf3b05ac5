import { beforeEach, describe, expect, it, vi } from 'vitest';
import { END_REASONS, OUTCOMES } from '../protocol/call.js';
import { am } from './am.js';
import { en } from './en.js';
import { clock, day, exact, length, shortTime, spokenLength, timeOfDay, timeOfDayExact } from './format.js';
import { endText, outcomeText, whyText } from './outcome.js';
import { shownName } from './shown-name.js';
import { LOCALES, preferredLocale, Texts } from './texts.js';

describe('catalogues', () => {
  it('1.7.10: hold the same texts with the same places', () => {
    expect(Object.keys(am).sort()).toEqual(Object.keys(en).sort());
    const places = (text: unknown) => [...JSON.stringify(text).matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [key, text] of Object.entries(en)) {
      if (typeof text === 'string') expect([key, ...places(am[key as keyof typeof am])]).toEqual([key, ...places(text)]);
    }
  });
});

describe('Texts', () => {
  let texts: Texts;
  beforeEach(() => void (texts = new Texts()));

  it('1.7.11: count by the rules of the language: zero is one in Amharic', () => {
    expect([0, 1, 2].map((count) => texts.get('missed.count', { count }))).toEqual(['0 missed calls', '1 missed call', '2 missed calls']);
    texts.locale = 'am';
    expect([0, 1, 2].map((count) => texts.get('missed.count', { count }))).toEqual(['0 ያመለጠ ጥሪ', '1 ያመለጠ ጥሪ', '2 ያመለጡ ጥሪዎች']);
  });

  it('1.7.10: may be replaced by the host', () => {
    texts.override({ 'call.voice': 'Ring {who}' });
    expect(texts.get('call.voice', { who: 'Sara' })).toBe('Ring Sara');
  });

  it('have a word for somebody whose name was erased', () => {
    expect(['Sara Tesfaye', '', ' ', null].map((name) => shownName(name, texts))).toEqual(['Sara Tesfaye', 'Unknown person', 'Unknown person', 'Unknown person']);
    texts.locale = 'am';
    expect(shownName('', texts)).toBe('ስም አልባ ሰው');
  });

  it('prefer the first language that has a catalogue', () => {
    expect(preferredLocale(['fr-FR', 'am-ET', 'en'])).toBe('am');
    expect(preferredLocale(['fr'])).toBe('en');
  });
});

describe('formats', () => {
  const texts = new Texts();
  it('run the timer and write the card', () => {
    expect([0, 7, 165, 3723].map(clock)).toEqual(['0:00', '0:07', '2:45', '1:02:03']);
    expect([0, 45, 165, 3723].map((seconds) => length(seconds, texts))).toEqual(['0s', '45s', '2m\u00a045s', '1h\u00a02m\u00a03s']);
    expect(spokenLength(165, texts)).toBe('2 minutes, 45 seconds');
  });

  it('never break a length into two lines', () => {
    for (const locale of LOCALES) {
      const inLocale = new Texts();
      inLocale.locale = locale;
      expect(length(3723, inLocale)).not.toContain(' ');
    }
  });

  it('say today and yesterday', () => {
    const now = new Date(2026, 0, 16, 0, 5);
    expect(day(new Date(2026, 0, 16, 0, 1).toISOString(), now, texts)).toBe('Today');
    expect(day(new Date(2026, 0, 15, 23, 59).toISOString(), now, texts)).toBe('Yesterday');
    expect(day(new Date(2026, 0, 12).toISOString(), now, texts)).toBe('Monday');
    expect(day(new Date(2025, 11, 1).toISOString(), now, texts)).toBe('December 1, 2025');
  });

  it('are as short as a list wants them', () => {
    const now = new Date(2026, 0, 16, 12);
    const shown = (...day: [number, number, number]) => shortTime(new Date(...day, 9, 5).toISOString(), now, texts);
    expect([shown(2026, 0, 16), shown(2026, 0, 15), shown(2026, 0, 12), shown(2026, 0, 2), shown(2025, 11, 1)]).toEqual(['9:05 AM', 'Yesterday', 'Monday', 'Jan 2', 'Dec 1, 2025']);
  });

  it('take the region from the browser, and the language from the page', () => {
    vi.stubGlobal('navigator', { languages: ['fr-FR', 'en-GB', 'en'] });
    expect(timeOfDay(new Date(2026, 0, 16, 17, 5).toISOString(), texts)).toBe('17:05');
    vi.unstubAllGlobals();
  });

  it('count the short days of the Ethiopian calendar, whose year begins in September', () => {
    const ethiopian = new Texts();
    ethiopian.locale = 'am';
    ethiopian.ethiopian = true;
    const shown = (...day: [number, number, number]) => shortTime(new Date(...day, 9).toISOString(), new Date(2026, 9, 30, 12), ethiopian);
    expect([shown(2026, 8, 12), shown(2026, 8, 1)]).toEqual(['መስከረም 2', '26 ነሐሴ 2018']);
  });

  it('1.7.13: are written in the host’s own way where it has one, such as the hours from dawn', () => {
    const dawn = new Texts();
    dawn.timeOfDay = (time, { seconds }) => `${(time.getHours() + 6) % 12 || 12}:${String(time.getMinutes()).padStart(2, '0')}${seconds ? ' exactly' : ''}`;
    const time = new Date(2026, 0, 16, 16, 30).toISOString();
    expect(timeOfDay(time, dawn)).toBe('10:30');
    expect(timeOfDayExact(time, dawn)).toBe('10:30 exactly');
    expect(exact(time, dawn)).toMatch(/, 10:30$/);
    dawn.timeOfDay = null;
    expect(timeOfDay(time, dawn)).toMatch(/^(4:30|16:30)/);
  });

  it('1.7.12: drop the era of the Ethiopian calendar', () => {
    const amharic = new Texts();
    amharic.locale = 'am';
    amharic.ethiopian = true;
    expect(exact(new Date(2026, 0, 16, 12).toISOString(), amharic)).toMatch(/^8 ጥር 2018, /);
  });
});

describe('ends in words', () => {
  const texts = new Texts();
  const says = (outcome: (typeof OUTCOMES)[number], reason: (typeof END_REASONS)[number], isCaller: boolean) =>
    outcomeText({ outcome, reason, durationSeconds: 165, isCaller }, texts);

  it('1.2: are the words of the protocol', () => {
    expect(says('ended', 'hangup', true)).toBe('Call ended · 2m\u00a045s');
    expect(says('ended', 'connection_lost', false)).toBe('Connection lost · 2m\u00a045s');
    expect(says('ended', 'max_duration', false)).toBe('Connection lost · 2m\u00a045s');
    expect(says('cancelled', 'cancelled', true)).toBe('Cancelled');
    expect(says('missed', 'cancelled', false)).toBe('Missed call');
    expect(says('declined', 'declined', true)).toBe('Call declined');
    expect(says('declined', 'declined', false)).toBe('Declined');
    expect(says('no_answer', 'ring_timeout', true)).toBe('No answer');
    expect(says('unreachable', 'unreachable', true)).toBe('Unavailable');
    expect(says('busy', 'busy', true)).toBe('Busy');
    expect(says('failed', 'media_failed', true)).toBe('Call failed');
  });

  it('D3, 1.2: say who and why, to both sides, for every reason', () => {
    for (const reason of END_REASONS) {
      for (const isCaller of [true, false]) expect(whyText(reason, isCaller, true, 'Sara', texts)).not.toBe('');
    }
  });

  it('read a code of a newer server as a plain refusal', () => {
    expect(endText({ kind: 'refused', code: 'asteroid' as 'busy' }, true, 'Sara', texts)).toBe('The call could not be made');
    expect(endText({ kind: 'refused', code: 'call_in_progress' }, true, 'Sara', texts)).toBe('There is already a call with Sara');
    expect(endText({ kind: 'taken', how: 'answered' }, false, 'Sara', texts)).toBe('Answered on another device');
  });
});
