import { vi } from 'vitest';
import { phaseOf } from '../call/call-state.js';
import { RingbackClient } from '../client/ringback-client.js';
import { FakePeer, memoryStorage, stubBrowser } from './fake-rtc.js';
import { FakeSocket } from './fake-socket.js';
import { row } from './rows.js';

/** The client under test, of Abebe (1), and what is around it. */
export const world = {
  client: null as unknown as RingbackClient,
  getUserMedia: null as unknown as ReturnType<typeof stubBrowser>,
  /** Bodies of REST answers by path; other paths are 404. */
  answers: {} as Record<string, unknown>,
};

export const sara = { userId: 2, name: 'Sara Tesfaye', avatar: null };
export const socket = () => FakeSocket.last;
export const flush = () => vi.advanceTimersByTimeAsync(0);

/** With a false browser, clock and server. */
export function setUp(): void {
  vi.useFakeTimers();
  FakeSocket.made = [];
  world.answers = {};
  world.getUserMedia = stubBrowser();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('sessionStorage', memoryStorage());
  vi.stubGlobal('localStorage', memoryStorage());
  vi.stubGlobal('fetch', (url: string) => {
    const body = world.answers[new URL(url).pathname];
    return Promise.resolve(new Response(JSON.stringify(body ?? { iceServers: [] }), { status: body || url.includes('turn') ? 200 : 404 }));
  });
}

export function tearDown(): void {
  world.client.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

/** Connects, with these calls live. */
export async function open(calls: unknown[] = []): Promise<void> {
  world.client = new RingbackClient({ url: 'http://host', token: () => Promise.resolve('t') });
  await flush();
  socket().opens(calls);
  await flush();
}

/** Sara's invitation. */
export const invitation = (more: object = {}) => ({
  type: 'call_invitation', call_id: 'theirs', call_log_id: 7, conversation_id: 1, from_user_id: 2, from_name: 'Sara Tesfaye',
  call_type: 'voice', version: 1, ring_until: new Date(Date.now() + 45_000).toISOString(), offer: { type: 'offer', sdp: 'o=- 900 1\nm=audio' }, ...more,
});

/** Calls Sara; answers what was sent. */
export async function invite(type: 'voice' | 'video' = 'voice') {
  void world.client.call({ conversationId: 1, type, peer: sara });
  await flush();
  return socket().sentOf('call_invitation').at(-1) as { call_id: string; offer: { sdp: string }; call_type: string };
}

/** A row of a call that Abebe made. */
export const mine = (id: string, changes: object = {}) =>
  row({ call_id: id, is_caller: true, caller_user_id: 1, callee_user_id: 2, callee_name: 'Sara Tesfaye', ...changes });

export const phase = () => (world.client.state.call ? phaseOf(world.client.state.call) : 'idle');

/** Calls Sara, who answers, and media flows; answers the call's id. */
export async function talk(): Promise<string> {
  const { call_id } = await invite();
  socket().acks('call_invitation', mine(call_id));
  socket().says({ type: 'call_ringing', call_id, version: 2 });
  socket().says({ type: 'call_answer', call_id, version: 3, answer: { type: 'answer', sdp: 'o=- 900 1' } });
  await flush();
  FakePeer.last.becomes('connected');
  await flush();
  return call_id;
}
