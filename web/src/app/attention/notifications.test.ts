import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallNotifications } from './notifications.js';

interface Notice {
  tag: string;
  close(): void;
}

/** A service worker's registration that answers when the test says so, and notes what overlaps. */
class SlowWorker {
  readonly active = {};
  readonly done: string[] = [];
  readonly shown = new Map<string, Notice>();
  readonly waiting: (() => void)[] = [];
  mostAtOnce = 0;

  async showNotification(title: string, { tag }: { tag: string }): Promise<void> {
    await this.#turn();
    this.done.push(title);
    this.shown.set(tag, { tag, close: () => this.shown.delete(tag) });
  }

  async getNotifications({ tag }: { tag: string }): Promise<Notice[]> {
    await this.#turn();
    const found = this.shown.get(tag);
    return found ? [found] : [];
  }

  #turn(): Promise<void> {
    return new Promise((done) => {
      this.waiting.push(done);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.waiting.length);
    });
  }

  /** Lets it do all that is asked of it, one thing after the other. */
  async rests(): Promise<void> {
    for (let idle = 0; idle < 5; idle++) {
      if (this.waiting.length > 0) idle = 0;
      this.waiting.shift()?.();
      await Promise.resolve();
    }
  }
}

describe('CallNotifications', () => {
  const worker = new SlowWorker();
  const notifications = new CallNotifications(() => undefined);

  beforeEach(async () => {
    vi.stubGlobal('Notification', { permission: 'granted' });
    vi.stubGlobal('document', { visibilityState: 'hidden' });
    const container = {
      register: () => Promise.resolve(worker),
      addEventListener: () => undefined,
    };
    vi.stubGlobal('navigator', { serviceWorker: container });
    notifications.useWorker('/worker.js');
    await worker.rests();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('1.3.6: what changes while the browser is busy is told to it one thing after the other, and the last one stays', async () => {
    notifications.ring('first', 'Sara is calling', '');
    notifications.missed('first', 'Missed call from Sara');
    notifications.ring('second', 'Dawit is calling', '');
    notifications.close();
    notifications.ring('second', 'Dawit is calling', 'again');
    await worker.rests();

    expect([...worker.shown.keys()]).toEqual(['ringback.second']);
    expect(worker.done).toEqual(['Sara is calling', 'Dawit is calling']);
    expect(worker.mostAtOnce).toBe(1);

    notifications.close();
    await worker.rests();
    expect([...worker.shown.keys()]).toEqual([]);
  });
});
