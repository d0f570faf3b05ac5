import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { media } from '../testing/calls.js';
import { Headset } from './headset.js';
import { Vibration } from './vibration.js';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('Headset', () => {
  it('1.3.13: its keys act on the call, and are the page’s again when it is over', () => {
    const handlers = new Map<string, (() => void) | null>();
    const session = {
      metadata: 'the music of the page' as unknown,
      muted: [] as boolean[],
      setActionHandler(key: string, handler: (() => void) | null) {
        if (key === 'togglecamera') throw new TypeError('not known here');
        handlers.set(key, handler);
      },
      setMicrophoneActive: (active: boolean) => session.muted.push(!active),
    };
    vi.stubGlobal('navigator', { mediaSession: session });
    vi.stubGlobal('MediaMetadata', class { constructor(readonly init: object) {} });
    const pressed: string[] = [];
    const headset = new Headset((key) => pressed.push(key));
    headset.follow({ userId: 2, name: 'Sara Tesfaye', avatar: null }, media());
    headset.follow({ userId: 2, name: 'Sara Tesfaye', avatar: null }, media({ muted: true }));
    expect(session.metadata).toMatchObject({ init: { title: 'Sara Tesfaye' } });
    expect(session.muted).toEqual([false, true]);
    handlers.get('togglemicrophone')!();
    handlers.get('hangup')!();
    expect(pressed).toEqual(['togglemicrophone', 'hangup']);
    headset.follow(null, null);
    expect([...handlers.values()]).toEqual([null, null]);
    expect(session.metadata).toBe('the music of the page');
  });
});

describe('Vibration', () => {
  const phone = (more: object = {}, lessMotion = false) => {
    vi.useFakeTimers();
    const vibrate = vi.fn();
    vi.stubGlobal('navigator', { vibrate, ...more });
    vi.stubGlobal('matchMedia', () => ({ matches: lessMotion }));
    return vibrate;
  };

  it('1.3.11: a phone shakes while it rings, and is still at once', () => {
    const vibrate = phone();
    const vibration = new Vibration();
    vibration.want(true);
    vi.advanceTimersByTime(3000);
    expect(vibrate.mock.calls).toEqual([[[500, 250, 500]], [[500, 250, 500]]]);
    vibration.want(false);
    vi.advanceTimersByTime(9000);
    expect(vibrate.mock.calls.slice(2)).toEqual([[0]]);
  });

  it('1.3.11: not for people who want less motion, and not before they have touched the page', () => {
    for (const vibrate of [phone({}, true), phone({ userActivation: { hasBeenActive: false } })]) {
      new Vibration().want(true);
      expect(vibrate).not.toHaveBeenCalled();
    }
  });
});

describe('the service worker', () => {
  const click = async (windows: object[], action: string) => {
    const handlers = new Map<string, (event: object) => void>();
    const openWindow = vi.fn();
    const self = {
      addEventListener: (type: string, handler: (event: object) => void) => handlers.set(type, handler),
      clients: { matchAll: () => Promise.resolve(windows), openWindow },
      registration: { scope: 'https://chat.example.org/' },
    };
    runInNewContext(readFileSync('src/public/ringback-sw.js', 'utf8'), { self, MessageChannel });
    let done: Promise<unknown> | undefined;
    handlers.get('notificationclick')!({ action, notification: { data: { callId: 'c', page: 'p' }, close: () => undefined }, waitUntil: (work: Promise<unknown>) => (done = work) });
    await done;
    return openWindow;
  };

  it('1.3.6: a notification whose page was closed opens the page', async () => {
    expect(await click([], 'call-back')).toHaveBeenCalledWith('https://chat.example.org/');
    expect(await click([], 'decline')).not.toHaveBeenCalled();
    const page = { postMessage: vi.fn(), focus: vi.fn() };
    expect(await click([page], 'accept')).not.toHaveBeenCalled();
    expect(page.postMessage).toHaveBeenCalledWith({ ringback: 'notification', page: 'p', callId: 'c', action: 'accept' }, expect.anything());
  });
});
