import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flush, open, setUp, talk, tearDown, world } from '../testing/client.js';
import { FakePeer } from '../testing/fake-rtc.js';

describe('VideoThrift', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  const video = () => FakePeer.last.transceivers.find((one) => one.receiver.track.kind === 'video')!.sender.parameters.encodings[0]!;

  it('1.4.7: on a weak way out less video is sent, step by step, and more again when it was good for a while', async () => {
    await open();
    await talk();
    await world.client.setCamera(true);
    await flush();
    expect(video()).toEqual({});
    FakePeer.lost = 0.2;
    await vi.advanceTimersByTimeAsync(4000);
    expect(video()).toEqual({ maxBitrate: 350_000, scaleResolutionDownBy: 2 });
    expect(world.client.state.media?.saving).toBe(true);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(video()).toEqual({ maxBitrate: 120_000, scaleResolutionDownBy: 4 });
    FakePeer.lost = 0;
    await vi.advanceTimersByTimeAsync(14_000);
    expect(video().maxBitrate).toBe(120_000);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(video()).toEqual({ scaleResolutionDownBy: 1 });
    expect(world.client.state.media?.saving).toBe(false);
  });

  it('1.4.7: a voice call has nothing to save', async () => {
    await open();
    await talk();
    FakePeer.lost = 0.2;
    await vi.advanceTimersByTimeAsync(8000);
    expect(world.client.state.media).toMatchObject({ saving: false, quality: { word: 'poor', side: 'mine' } });
  });
});
