import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flush, open, setUp, socket, talk, tearDown, world } from '../testing/client.js';
import { FakePeer, FakeStream, FakeTrack } from '../testing/fake-rtc.js';

describe('SentMedia', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  const sender = () => FakePeer.last.transceivers.find((one) => one.receiver.track.kind === 'video')!.sender;
  const told = () => socket().sentOf('call_media').at(-1);
  const ends = async (track: FakeTrack) => {
    track.stop();
    track.dispatchEvent(new Event('ended'));
    await flush();
  };

  it('shares a screen as large as it is, until the browser stops it', async () => {
    const screen = new FakeTrack('video');
    Object.assign(navigator.mediaDevices, { getDisplayMedia: () => Promise.resolve(new FakeStream([screen])) });
    await open();
    await talk();
    await world.client.setScreen(true);
    expect(told()).toMatchObject({ video: false, screen: true });
    expect(socket().sentOf('call_mode_switched')).toMatchObject([{ new_mode: 'video' }]);
    FakePeer.lost = 0.2;
    await vi.advanceTimersByTimeAsync(4000);
    expect(sender().parameters.encodings[0]).toEqual({ maxBitrate: 350_000, scaleResolutionDownBy: 1 });
    await ends(screen);
    expect(sender().track).toBeNull();
    expect(told()).toMatchObject({ video: false, screen: false });
  });

  it('goes on without a camera that was unplugged, and takes the next one when asked again', async () => {
    await open();
    await talk();
    await world.client.setCamera(true);
    const given = world.getUserMedia.getMockImplementation()!;
    world.getUserMedia.mockImplementation(() => Promise.reject(Object.assign(new Error(), { name: 'NotFoundError' })));
    await ends(sender().track!);
    expect(world.client.state.media).toMatchObject({ camera: false, problem: { device: 'camera' } });
    expect(sender().track).toBeNull();
    expect(told()).toMatchObject({ audio: true, video: false });
    world.getUserMedia.mockImplementation(given);
    await world.client.retry();
    expect(world.client.state.media).toMatchObject({ camera: true, problem: null });
    expect(told()).toMatchObject({ video: true });
  });

  it('puts another camera in the place of one that was unplugged', async () => {
    await open();
    await talk();
    await world.client.setCamera(true);
    const unplugged = sender().track!;
    await ends(unplugged);
    expect(sender().track).not.toBe(unplugged);
    expect(world.client.state.media).toMatchObject({ camera: true, problem: null });
  });
});
