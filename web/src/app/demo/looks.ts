import type { Locale } from '../texts/texts.js';

/** How this person wants the demo to look, on this machine. */
export interface Looks {
  readonly theme: 'system' | 'light' | 'dark';
  /** Null: as the browser says. */
  readonly locale: Locale | null;
  readonly ethiopian: boolean;
}

const KEY = 'ringback.demo.looks';
const DEFAULTS: Looks = { theme: 'system', locale: null, ethiopian: false };

export function loadLooks(): Looks {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const fields = typeof kept === 'object' && kept !== null ? (kept as Partial<Record<keyof Looks, unknown>>) : {};
    return {
      theme: fields.theme === 'light' || fields.theme === 'dark' ? fields.theme : DEFAULTS.theme,
      locale: fields.locale === 'en' || fields.locale === 'am' ? fields.locale : DEFAULTS.locale,
      ethiopian: fields.ethiopian === true,
    };
  } catch {
    return DEFAULTS;
  }
}

export function saveLooks(looks: Looks): void {
  localStorage.setItem(KEY, JSON.stringify(looks));
}
