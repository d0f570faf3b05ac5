// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { put } from '../../testing/elements.js';
import { FakeSocket } from '../../testing/fake-socket.js';
import type { RingbackCalls } from './calls.js';
import './calls.js';

const soon = () => vi.waitFor(() => expect(FakeSocket.made.length).toBeGreaterThan(0));
const bearers = () => FakeSocket.made.map(({ protocols }) => protocols[1]);

describe('<ringback-calls>', () => {
  let calls: RingbackCalls;

  beforeEach(async () => {
    FakeSocket.made = [];
    vi.stubGlobal('WebSocket', FakeSocket);
    calls = await put<RingbackCalls>('ringback-calls', { token: () => Promise.resolve('one'), server: 'http://host' });
    await soon();
  });
  afterEach(async () => {
    document.body.replaceChildren();
    await Promise.resolve();
    vi.unstubAllGlobals();
  });

  it('has no connection any more when nobody is signed in, and another one for whoever is next', async () => {
    const first = calls.client;
    calls.token = null;
    await calls.updateComplete;
    expect(first!.state.connection).toEqual({ kind: 'stopped', reason: 'closed' });
    expect(calls.client).toBeNull();
    calls.token = () => Promise.resolve('two');
    await vi.waitFor(() => expect(bearers()).toEqual(['bearer.one', 'bearer.two']));
  });

  it('asks the function that was set last for a token, over the same connection', async () => {
    const first = calls.client;
    calls.token = () => Promise.resolve('newer');
    await calls.updateComplete;
    expect(calls.client).toBe(first);
    FakeSocket.last.drops(1006);
    await vi.waitFor(() => expect(bearers()).toEqual(['bearer.one', 'bearer.newer']));
  });

  it('goes to another server when it is told to', async () => {
    calls.server = 'http://other';
    await vi.waitFor(() => expect(FakeSocket.last.url).toContain('ws://other/ws'));
    expect(FakeSocket.made[0]!.readyState).toBe(3);
  });

  it('keeps its connection while it is moved within the page, and closes it when it leaves', async () => {
    const first = calls.client!;
    document.body.append(document.createElement('main'));
    document.querySelector('main')!.append(calls);
    await calls.updateComplete;
    await Promise.resolve();
    expect(calls.client).toBe(first);
    expect(first.state.connection.kind).toBe('connecting');
    calls.remove();
    await Promise.resolve();
    expect(first.state.connection.kind).toBe('stopped');
    document.body.append(calls);
    await vi.waitFor(() => expect(FakeSocket.made).toHaveLength(2));
  });

  it('listens to the client that the host gave last, and leaves it open', async () => {
    calls.token = null;
    await calls.updateComplete;
    const { RingbackClient } = await import('../../client/ringback-client.js');
    const [one, two] = ['a', 'b'].map((token) => new RingbackClient({ url: 'http://host', token: () => Promise.resolve(token) })) as [never, never];
    const heard: unknown[] = [];
    calls.client = one;
    await calls.updateComplete;
    calls.client = two;
    await calls.updateComplete;
    calls.addEventListener('ringback-log', (event) => heard.push((event as CustomEvent).detail));
    (one as { emit(type: string, row: string): void }).emit('log', 'of one');
    (two as { emit(type: string, row: string): void }).emit('log', 'of two');
    expect(heard).toEqual(['of two']);
    calls.remove();
    await Promise.resolve();
    expect((two as { state: { connection: { kind: string } } }).state.connection.kind).not.toBe('stopped');
    for (const client of [one, two]) (client as { close(): void }).close();
  });
});
