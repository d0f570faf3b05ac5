import type { Texts } from './texts.js';

/** On the running timer: `0:07`, `2:45`, `1:02:03`. */
export function clock(seconds: number): string {
  const { hours, minutes, rest } = parts(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

const UNITS = { en: ['h', 'm', 's'], am: ['\u00a0ሰዓ', '\u00a0ደቂቃ', '\u00a0ሰከ'] } as const;

/** On a card: `45s`, `2m 45s`, `1h 2m 3s`; never broken into two lines. */
export function length(seconds: number, texts: Texts): string {
  const { hours, minutes, rest } = parts(seconds);
  const [h, m, s] = UNITS[texts.locale];
  const shown = [hours > 0 ? `${hours}${h}` : '', hours > 0 || minutes > 0 ? `${minutes}${m}` : '', `${rest}${s}`];
  return shown.filter((part) => part !== '').join('\u00a0');
}

/** To be read aloud: "2 minutes, 45 seconds". */
export function spokenLength(seconds: number, texts: Texts): string {
  const { hours, minutes, rest } = parts(seconds);
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(texts.locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  const spoken = [hours > 0 ? unit(hours, 'hour') : '', minutes > 0 ? unit(minutes, 'minute') : '', unit(rest, 'second')];
  return new Intl.ListFormat(texts.locale, { type: 'unit' }).format(spoken.filter((part) => part !== ''));
}

function parts(seconds: number) {
  const whole = Math.max(0, Math.floor(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), rest: whole % 60 };
}

/** The time of day. */
export function timeOfDay(time: string, texts: Texts): string {
  return ofDay(time, texts, false);
}

/** The time of day to the second. */
export function timeOfDayExact(time: string, texts: Texts): string {
  return ofDay(time, texts, true);
}

function ofDay(time: string, texts: Texts, seconds: boolean): string {
  const then = new Date(time);
  return texts.timeOfDay?.(then, { seconds })
    ?? new Intl.DateTimeFormat(texts.tag, { hour: 'numeric', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) }).format(then);
}

/** The day: "Today", "Yesterday", a weekday within a week, else a date. */
export function day(time: string, now: Date, texts: Texts): string {
  const then = new Date(time);
  const days = Math.round((midnight(now) - midnight(then)) / 86_400_000);
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(texts.locale, { numeric: 'auto' }).format(-days, 'day');
    return word.charAt(0).toLocaleUpperCase(texts.locale) + word.slice(1);
  }
  if (days > 1 && days < 7) return new Intl.DateTimeFormat(texts.tag, { weekday: 'long' }).format(then);
  return date(then, texts, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** As short as a list wants it: the time of today, "Yesterday", a weekday within a week, else the day and month; the year only when it is another one. */
export function shortTime(time: string, now: Date, texts: Texts): string {
  const then = new Date(time);
  const days = Math.round((midnight(now) - midnight(then)) / 86_400_000);
  if (days === 0) return timeOfDay(time, texts);
  if (days > 0 && days < 7) return day(time, now, texts);
  const year = (of: Date) => date(of, texts, { year: 'numeric' });
  return date(then, texts, { day: 'numeric', month: 'short', ...(year(then) === year(now) ? {} : { year: 'numeric' }) });
}

/** The date and time in full, for whoever points at a short one. */
export function exact(time: string, texts: Texts): string {
  return `${date(new Date(time), texts, { day: 'numeric', month: 'long', year: 'numeric' })}, ${timeOfDay(time, texts)}`;
}

function date(then: Date, texts: Texts, parts: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(texts.tag, { ...parts, ...(texts.ethiopian ? { calendar: 'ethiopic' } : {}) });
  // the era of the Ethiopian calendar reads like the Latin "AM": it is left out
  const shown = format.formatToParts(then).filter((part) => part.type !== 'era');
  return shown.map((part) => part.value).join('').trim().replace(/[\s,]+$/, '');
}

function midnight(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}
