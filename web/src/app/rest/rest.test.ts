import { afterEach, describe, expect, it, vi } from 'vitest';
import { row } from '../testing/rows.js';
import { Rest } from './rest.js';

function answer(status: number, body: unknown) {
  const fetched = vi.fn((_url: string, _init: RequestInit) => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
const rest = new Rest('ws://host:8081/', () => Promise.resolve('t'));

describe('Rest', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('reads a page of the log with its cursor, as the token’s person', async () => {
    const fetched = answer(200, { success: true, call_logs: [row()], next_cursor: 'n' });
    expect(await rest.conversationLog(1, { limit: 20 })).toMatchObject({ rows: [{ id: 7 }], next: 'n' });
    expect(fetched.mock.calls[0]![0]).toBe('http://host:8081/api/call-logs/1?limit=20');
    expect(fetched.mock.calls[0]![1].headers).toMatchObject({ authorization: 'Bearer t' });
  });

  it('tells a problem by its code', async () => {
    answer(503, { success: false, code: 'unavailable', title: 'Unavailable' });
    await expect(rest.conversations()).rejects.toMatchObject({ code: 'unavailable', status: 503, temporary: true });
  });

  it('knows no call where the server knows none', async () => {
    answer(404, { success: false, code: 'not_found' });
    expect(await rest.call('x')).toBeNull();
  });

  it('does not believe an answer of the wrong form', async () => {
    answer(200, { success: true, call_logs: [{}] });
    await expect(rest.history()).rejects.toMatchObject({ code: 'bad_answer' });
  });

  it('reads ICE servers with one address or several', async () => {
    answer(200, { ttl: 60, iceServers: [{ urls: 'turn:a', username: 'u', credential: 'c' }, { urls: ['stun:b'] }] });
    expect((await rest.iceServers()).iceServers).toEqual([{ urls: 'turn:a', username: 'u', credential: 'c' }, { urls: ['stun:b'] }]);
  });
});
