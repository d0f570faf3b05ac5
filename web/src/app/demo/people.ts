import { tokenEnd } from '../signaling/token.js';

/** The people of the demo (the server makes them in demo mode). */
export const PEOPLE = [
  { id: 1, name: 'Abebe Kebede', role: 'student' },
  { id: 2, name: 'Sara Tesfaye', role: 'tutor' },
  { id: 3, name: 'Hana Girma', role: 'parent' },
  { id: 4, name: 'Dawit Bekele', role: 'tutor' },
] as const;

export type DemoPerson = (typeof PEOPLE)[number];

const KEY = 'ringback.demo.user';

/** The person of this tab: of the address (`?user=1`), or the one that was chosen before a reload. */
export function rememberedPerson(search: string, storage: Storage): DemoPerson | null {
  const wanted = new URLSearchParams(search).get('user') ?? storage.getItem(KEY);
  const person = PEOPLE.find((one) => String(one.id) === wanted) ?? null;
  if (person) remember(person, storage);
  return person;
}

export function remember(person: DemoPerson | null, storage: Storage): void {
  if (person) storage.setItem(KEY, String(person.id));
  else storage.removeItem(KEY);
}

export class NoDemo extends Error {}

/** Asks the server for demo tokens and keeps the present one until shortly before it ends. */
export function demoTokens(person: DemoPerson): () => Promise<string> {
  let kept: { readonly token: string; readonly until: number } | null = null;
  return async () => {
    if (kept && kept.until > Date.now()) return kept.token;
    const response = await fetch('/api/demo/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: person.id }),
    });
    if (response.status === 404 || response.status === 403) throw new NoDemo('the server is not in demo mode');
    const body: unknown = response.ok ? await response.json() : null;
    const token = typeof body === 'object' && body !== null ? (body as { token?: unknown }).token : null;
    if (typeof token !== 'string') throw new Error(`no demo token: status ${response.status}`);
    kept = { token, until: (tokenEnd(token) ?? Date.now() + 60_000) - 60_000 };
    return token;
  };
}
