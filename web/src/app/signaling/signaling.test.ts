import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSocket } from '../testing/fake-socket.js';
import { deviceId } from './device-id.js';
import { Signaling } from './signaling.js';
import { renewIn, tokenEnd } from './token.js';
import { waitBefore } from './backoff.js';

function tokenUntil(seconds: number): string {
  return `h.${btoa(JSON.stringify({ sub: '1', exp: seconds }))}.s`;
}

describe('Signaling', () => {
  let signaling: Signaling;
  let tokens: number;

  async function connect(token: () => Promise<string> = () => Promise.resolve(`token-${tokens++}`)): Promise<void> {
    signaling = new Signaling({
      url: 'http://host:8081/', token, deviceId: () => Promise.resolve('d1'), random: () => 0.5,
      webSocket: FakeSocket as unknown as new (url: string, protocols: string[]) => WebSocket,
    });
    await vi.advanceTimersByTimeAsync(0);
  }

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.made = [];
    tokens = 1;
  });
  afterEach(() => {
    signaling.close();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('offers the subprotocol and the token, never a token in the address', async () => {
    await connect();
    expect(FakeSocket.last.url).toBe('ws://host:8081/ws?device_id=d1');
    expect(FakeSocket.last.protocols).toEqual(['ringback.v1', 'bearer.token-1']);
  });

  it('answers a request with the acknowledged call and rejects it with the error', async () => {
    await connect();
    FakeSocket.last.opens();
    const ok = signaling.request({ type: 'call_ringing', call_id: 'a' });
    FakeSocket.last.acks('call_ringing');
    await expect(ok).resolves.toBeNull();
    const refused = signaling.request({ type: 'call_cancelled', call_id: 'a' });
    FakeSocket.last.refuses('call_cancelled', 'call_over', { temporary: false });
    await expect(refused).rejects.toMatchObject({ code: 'call_over', temporary: false });
  });

  it('comes back with a new token and repeats what is worth repeating after the live calls are known', async () => {
    await connect();
    FakeSocket.last.opens();
    const cancelled = signaling.request({ type: 'call_cancelled', call_id: 'a' }, { again: true });
    const quality = signaling.request({ type: 'ping' });
    FakeSocket.last.drops(1006);
    await expect(quality).rejects.toMatchObject({ code: 'disconnected' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(FakeSocket.made).toHaveLength(2);
    expect(FakeSocket.last.protocols[1]).toBe('bearer.token-2');
    expect(FakeSocket.last.sent).toEqual([]);
    FakeSocket.last.opens();
    expect(FakeSocket.last.sentOf('call_cancelled')).toHaveLength(1);
    FakeSocket.last.acks('call_cancelled');
    await cancelled;
  });

  it('keeps what is told while the connection is away, in order', async () => {
    await connect();
    signaling.tell({ type: 'call_ringing', call_id: 'a' });
    signaling.tell({ type: 'call_ring_stopped', call_id: 'a' });
    FakeSocket.last.opens();
    expect(FakeSocket.last.sent.map((message) => message['type'])).toEqual(['call_ringing', 'call_ring_stopped']);
  });

  it.each([1003, 1008, 1009, 4409])('does not come back after %i', async (code) => {
    await connect();
    FakeSocket.last.opens();
    FakeSocket.last.drops(code);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.made).toHaveLength(1);
    expect(signaling.state.kind).toBe('stopped');
  });

  it('notices a server that has gone silent', async () => {
    await connect();
    FakeSocket.last.opens();
    FakeSocket.last.deaf = true;
    await vi.advanceTimersByTimeAsync(15_000 + 10_000 + 10_000);
    expect(FakeSocket.made.length).toBeGreaterThan(1);
  });

  it('leaves a node that is going away', async () => {
    await connect();
    FakeSocket.last.opens();
    FakeSocket.last.says({ type: 'server_draining' });
    expect(signaling.state.kind).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('tries again when no token can be had', async () => {
    let asked = 0;
    await connect(() => (asked++ === 0 ? Promise.reject(new Error('no token')) : Promise.resolve('t')));
    expect(FakeSocket.made).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeSocket.made).toHaveLength(1);
  });

  it('notices within seconds of a change of the network that its socket is dead', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    await connect();
    FakeSocket.last.opens();
    FakeSocket.last.deaf = true;
    page.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(4500);
    expect(FakeSocket.made).toHaveLength(2);
    FakeSocket.last.opens();
    page.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(4500);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('says what is wrong with an address that no socket takes, and tries again', async () => {
    const problems: Error[] = [];
    let refused = 0;
    class Choosy extends FakeSocket {
      constructor(url: string, protocols: string[]) {
        if (refused++ === 0) throw new DOMException('an insecure WebSocket', 'SecurityError');
        super(url, protocols);
      }
    }
    signaling = new Signaling({
      url: 'http://host', token: () => Promise.resolve('t'), deviceId: () => Promise.resolve('d1'), random: () => 0.5,
      webSocket: Choosy as unknown as new (url: string, protocols: string[]) => WebSocket,
    });
    signaling.on('problem', (problem) => problems.push(problem));
    await vi.advanceTimersByTimeAsync(0);
    expect(problems).toMatchObject([{ name: 'SecurityError' }]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeSocket.made).toHaveLength(1);
  });

  it.each(['a token that never comes', 'a server that says nothing'])('does not wait for ever for %s', async (what) => {
    let asked = 0;
    const never = new Promise<string>(() => undefined);
    await connect(() => (asked++ === 0 && what.startsWith('a token') ? never : Promise.resolve('t')));
    const before = FakeSocket.made.length;
    if (before > 0) FakeSocket.last.onopen?.();
    await vi.advanceTimersByTimeAsync(41_000);
    expect(FakeSocket.made.length).toBe(before + 1);
    expect(asked).toBe(2);
  });

  it('waits longer and longer for a server that takes it in and sends it away', async () => {
    await connect();
    for (let time = 0; time < 6; time++) {
      FakeSocket.last.opens();
      FakeSocket.last.drops(1012);
      await vi.advanceTimersByTimeAsync(125 * 2 ** time - 1);
      expect(FakeSocket.made).toHaveLength(time + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(FakeSocket.made).toHaveLength(time + 2);
    }
    FakeSocket.last.opens();
    await vi.advanceTimersByTimeAsync(5000);
    FakeSocket.last.drops(1012);
    await vi.advanceTimersByTimeAsync(126);
    expect(FakeSocket.made).toHaveLength(8);
  });

  it('renews its token before it ends', async () => {
    const now = Date.now() / 1000;
    await connect(() => Promise.resolve(tokenUntil(now + 600)));
    FakeSocket.last.opens();
    await vi.advanceTimersByTimeAsync(545_000);
    expect(FakeSocket.last.sentOf('authenticate')).toHaveLength(1);
  });
});

describe('token', () => {
  it('reads the end of a token and nothing from nonsense', () => {
    expect(tokenEnd(tokenUntil(1000))).toBe(1_000_000);
    for (const nonsense of ['', 'a.b.c', 'a', `h.${btoa('7')}.s`]) expect(tokenEnd(nonsense)).toBeNull();
  });
  it('renews a long token well before its end, and never at once', () => {
    expect(renewIn(3_600_000, 0)).toBe(3_240_000);
    expect(renewIn(10_000, 0)).toBe(1000);
  });
});

describe('waiting times', () => {
  it('double, are bounded, and have jitter', () => {
    expect(waitBefore(0, 0, () => 1)).toBe(250);
    expect(waitBefore(3, 0, () => 1)).toBe(2000);
    expect(waitBefore(50, 0, () => 1)).toBe(10_000);
    expect(waitBefore(50, 0, () => 0)).toBe(0);
    expect(waitBefore(0, 2000, () => 0)).toBe(2000);
  });
});

describe('deviceId', () => {
  it('stays the same in one tab', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as Storage;
    expect(deviceId(storage)).toBe(deviceId(storage));
    kept.set('ringback.device', 'not a device id!');
    expect(deviceId(storage)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
