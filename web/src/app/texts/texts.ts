import { Emitter } from '../base/emitter.js';
import { am } from './am.js';
import { en, type Catalogue, type Text, type TextKey } from './en.js';

export type Locale = 'en' | 'am';
export const LOCALES: readonly Locale[] = ['en', 'am'];

export type TextValues = Readonly<Record<string, string | number>>;

export type TimeOfDay = (time: Date, parts: { readonly seconds: boolean }) => string;

const CATALOGUES: Record<Locale, Catalogue> = { en, am };

/** The texts in the language of the page. A host may replace any of them; what it leaves out stays. */
export class Texts extends Emitter<{ change: Locale }> {
  #locale: Locale = 'en';
  #overrides: Partial<Record<TextKey, Text>> = {};
  /** Dates in the Ethiopian calendar instead of the Gregorian one. */
  #ethiopian = false;
  #timeOfDay: TimeOfDay | null = null;

  get locale(): Locale {
    return this.#locale;
  }

  set locale(locale: Locale) {
    if (locale === this.#locale) return;
    this.#locale = locale;
    this.emit('change', locale);
  }

  /** The locale with the region of the person here, where the browser says one: dates and times differ by it. */
  get tag(): string {
    const languages = (globalThis.navigator as Navigator | undefined)?.languages ?? [];
    return languages.find((tag) => tag.toLowerCase().split('-')[0] === this.#locale) ?? this.#locale;
  }

  /** Writes the time of day in the host's own way, such as by the hours from dawn; null for the way of the language. */
  get timeOfDay(): TimeOfDay | null {
    return this.#timeOfDay;
  }

  set timeOfDay(write: TimeOfDay | null) {
    this.#timeOfDay = write;
    this.emit('change', this.#locale);
  }

  get ethiopian(): boolean {
    return this.#ethiopian;
  }

  set ethiopian(ethiopian: boolean) {
    this.#ethiopian = ethiopian;
    this.emit('change', this.#locale);
  }

  override(texts: Partial<Record<TextKey, Text>>): void {
    this.#overrides = { ...this.#overrides, ...texts };
    this.emit('change', this.#locale);
  }

  /** The text with its values put in; `count` also chooses the plural form. */
  get(key: TextKey, values: TextValues = {}): string {
    const text = this.#overrides[key] ?? CATALOGUES[this.#locale][key] ?? en[key];
    return fill(typeof text === 'string' ? text : this.#form(text, values['count']), values);
  }

  #form(text: { one: string; other: string }, count: string | number | undefined): string {
    return new Intl.PluralRules(this.#locale).select(Number(count ?? 0)) === 'one' ? text.one : text.other;
  }
}

function fill(text: string, values: TextValues): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The language that the page or the browser asks for, as far as there is a catalogue. */
export function preferredLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    const known = LOCALES.find((locale) => locale === language);
    if (known) return known;
  }
  return 'en';
}

/** The texts that all elements of a page share. */
export const texts = new Texts();
