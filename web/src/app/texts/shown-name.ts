import type { Texts } from './texts.js';

/** A person's name as it is shown and said: names may be erased, and then a word stands for them. */
export function shownName(name: string | null, texts: Texts): string {
  return name?.trim() ? name : texts.get('person.unknown');
}
