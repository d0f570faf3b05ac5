import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SoundBoard } from './sound-board.js';

/** An audio context that is held back, so that nothing is played. */
class FakeContext extends EventTarget {
  readonly state = 'suspended';
  readonly sinks: string[] = [];
  readonly resume = () => Promise.resolve();
  readonly close = () => Promise.resolve();
  setSinkId(id: string): Promise<void> {
    this.sinks.push(id);
    return id === 'gone' ? Promise.reject(new DOMException('no such device', 'NotFoundError')) : Promise.resolve();
  }
}

describe('SoundBoard', () => {
  const page = new EventTarget();
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('AudioContext', FakeContext);
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('1.3.4: the tones go to the loudspeaker that was chosen for them, and to the system’s when that is gone', async () => {
    const context = new FakeContext();
    const sounds = new SoundBoard(() => context as unknown as AudioContext);
    sounds.output = 'desk';
    sounds.play('ringtone');
    expect(context.sinks).toEqual(['desk']);
    sounds.output = 'gone';
    await vi.advanceTimersByTimeAsync(0);
    expect(context.sinks).toEqual(['desk', 'gone', '']);
    sounds.output = null;
    expect(context.sinks.at(-1)).toBe('');
    sounds.close();
  });
});
