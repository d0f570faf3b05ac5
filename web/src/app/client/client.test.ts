import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flush, invitation, invite, mine, open, phase, sara, setUp, socket, talk, tearDown, world } from '../testing/client.js';
import { FakePeer, type FakeTrack } from '../testing/fake-rtc.js';
import { row } from '../testing/rows.js';

describe('RingbackClient', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  it('invites with the media that was asked for, and follows the call to its end', async () => {
    await open();
    const call_id = await talk();
    expect(FakePeer.last.sent).toEqual(['audio']);
    expect(phase()).toBe('in-call');
    world.client.hangUp();
    expect(FakePeer.last.signalingState).toBe('closed');
    expect(world.client.state.call?.end).toBeNull();
    socket().acks('call_ended', mine(call_id, { status: 'ended', outcome: 'ended', end_reason: 'hangup', duration_seconds: 165, version: 4 }));
    await flush();
    expect(world.client.state.call?.end).toMatchObject({ kind: 'final', outcome: 'ended', durationSeconds: 165 });
  });

  it('1.5.2: touches neither microphone nor connection before the person accepted', async () => {
    await open();
    socket().says(invitation());
    await flush();
    expect(phase()).toBe('incoming');
    expect(socket().sentOf('call_ringing')).toHaveLength(1);
    expect(world.getUserMedia).not.toHaveBeenCalled();
    expect(FakePeer.made).toHaveLength(0);
    void world.client.accept({ video: false });
    await flush();
    expect(socket().sentOf('call_answer')).toHaveLength(1);
    expect(socket().sentOf('call_ring_stopped')).toHaveLength(1);
    expect(FakePeer.last.sent).toEqual(['audio']);
  });

  it('sends a decline and is over when the server says so', async () => {
    await open();
    socket().says(invitation());
    world.client.decline();
    expect(phase()).toBe('incoming');
    socket().acks('call_declined', row({ call_id: 'theirs', status: 'declined', outcome: 'declined', end_reason: 'declined', version: 2 }));
    await flush();
    expect(world.client.state.call?.end).toMatchObject({ outcome: 'declined' });
    world.client.dismiss();
    expect(world.client.state.call).toBeNull();
  });

  it('1.5.3: keeps ringing when the microphone is refused, and can accept again', async () => {
    await open();
    socket().says(invitation());
    socket().says({ type: 'ice_candidate', call_id: 'theirs', version: 1, candidate: { candidate: 'one' } });
    world.getUserMedia.mockRejectedValueOnce(Object.assign(new Error('Permission denied'), { name: 'NotAllowedError' }));
    await world.client.accept({ video: false });
    expect(phase()).toBe('incoming');
    expect(world.client.state.call?.problem).toEqual({ device: 'microphone', kind: 'refused' });
    socket().says({ type: 'ice_candidate', call_id: 'theirs', version: 1, candidate: { candidate: 'two' } });
    void world.client.accept({ video: false });
    await flush();
    expect(socket().sentOf('call_answer')).toHaveLength(1);
    expect(FakePeer.last.candidates).toEqual([{ candidate: 'one' }, { candidate: 'two' }]);
  });

  it('1.5.3: makes a voice call of a video call whose camera is refused', async () => {
    await open();
    world.getUserMedia.mockImplementationOnce(() => Promise.reject(Object.assign(new Error(), { name: 'NotReadableError' })));
    expect((await invite('video')).call_type).toBe('voice');
    expect(world.client.state.media?.problem).toEqual({ device: 'camera', kind: 'in-use' });
  });

  it('asks nothing of the server when it is cancelled before the microphone was allowed', async () => {
    await open();
    let allow: (stream: never) => void = () => undefined;
    world.getUserMedia.mockImplementationOnce(() => new Promise((resolve) => (allow = resolve as never)));
    void world.client.call({ conversationId: 1, type: 'voice', peer: sara });
    await flush();
    world.client.cancel();
    expect(phase()).toBe('idle');
    const track = { kind: 'audio', stop: vi.fn() };
    allow({ getTracks: () => [track], getAudioTracks: () => [track], getVideoTracks: () => [] } as never);
    await flush();
    expect(track.stop).toHaveBeenCalled();
    expect(socket().sentOf('call_invitation')).toHaveLength(0);
  });

  describe('glare', () => {
    it.each(['invitation first', 'error first'])('D2: answers the call that won with the media of the call that lost (%s)', async (order) => {
      await open();
      const own = await invite('video');
      const lost = () => socket().refuses('call_invitation', 'call_in_progress', { call: row({ call_id: 'theirs' }) });
      const won = () => socket().says(invitation());
      if (order === 'invitation first') [won, lost].forEach((happens) => happens());
      else [lost, won].forEach((happens) => happens());
      await flush();
      const answer = socket().sentOf('call_answer')[0];
      expect(answer).toMatchObject({ call_id: 'theirs' });
      expect(own.call_id).not.toBe('theirs');
      expect(world.getUserMedia).toHaveBeenCalledTimes(1);
      expect(FakePeer.made[0]!.signalingState).toBe('closed');
      expect(FakePeer.last.sent).toEqual(['audio', 'video']);
      expect(world.client.state.call).toMatchObject({ callId: 'theirs', role: 'callee' });
    });

    it('is noticed although the invitation came while the microphone was still being asked for', async () => {
      await open();
      void world.client.call({ conversationId: 1, type: 'voice', peer: sara });
      socket().says(invitation());
      await flush();
      expect(phase()).toBe('calling');
      socket().refuses('call_invitation', 'call_in_progress', { call: row({ call_id: 'theirs' }) });
      await flush();
      expect(socket().sentOf('call_answer')).toMatchObject([{ call_id: 'theirs' }]);
    });

    it('is no glare any more when it rings already: calling the person who calls answers', async () => {
      await open();
      socket().says(invitation());
      await flush();
      void world.client.call({ conversationId: 1, type: 'video', peer: sara });
      await flush();
      expect(socket().sentOf('call_invitation')).toHaveLength(0);
      expect(socket().sentOf('call_answer')).toMatchObject([{ call_id: 'theirs' }]);
    });

    it('rings when the person has cancelled meanwhile', async () => {
      await open();
      await invite();
      world.client.cancel();
      socket().says(invitation());
      socket().refuses('call_invitation', 'call_in_progress', { call: row({ call_id: 'theirs' }) });
      socket().refuses('call_cancelled', 'not_found');
      await flush();
      expect(socket().sentOf('call_answer')).toHaveLength(0);
      expect(world.client.state.call).toMatchObject({ callId: 'theirs' });
      expect(phase()).toBe('incoming');
    });

    it('is not every refusal: a call of another device of mine is told', async () => {
      await open();
      await invite();
      socket().refuses('call_invitation', 'call_in_progress', { call: mine('other', { status: 'ringing' }) });
      await flush();
      expect(world.client.state.call?.end).toEqual({ kind: 'refused', code: 'call_in_progress' });
    });
  });

  it('tells of its microphone and camera although the media flowed before the answer was confirmed', async () => {
    await open();
    socket().says(invitation({ call_type: 'video' }));
    void world.client.accept({ video: false });
    await flush();
    FakePeer.last.becomes('connected');
    expect(socket().sentOf('call_media')).toHaveLength(0);
    socket().acks('call_answer', row({ call_id: 'theirs', call_type: 'video', status: 'answered', version: 3 }));
    await flush();
    expect(socket().sentOf('call_media')).toMatchObject([{ audio: true, video: false }]);
  });

  it('takes an answer whose version a row told before, and takes it once', async () => {
    await open();
    const { call_id } = await invite();
    socket().acks('call_invitation', mine(call_id));
    socket().says({ type: 'call_log_updated', call: mine(call_id, { status: 'answered', version: 3 }) });
    const answer = { type: 'call_answer', call_id, version: 3, answer: { type: 'answer', sdp: 'o=- 900 1' } };
    socket().says(answer);
    await flush();
    expect(FakePeer.last.signalingState).toBe('stable');
    const peers = FakePeer.made.length;
    socket().says({ ...answer, answer: { type: 'answer', sdp: 'o=- 901 1' } });
    await flush();
    expect(FakePeer.made).toHaveLength(peers);
    expect(FakePeer.last.remoteDescription?.sdp).toBe('o=- 900 1');
  });

  it('gives up on a call whose media never comes', async () => {
    await open();
    const { call_id } = await invite();
    socket().acks('call_invitation', mine(call_id));
    socket().says({ type: 'call_answer', call_id, version: 3, answer: { type: 'answer', sdp: 'o=- 900 1' } });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(socket().sentOf('call_ended')).toMatchObject([{ call_id, reason: 'media_failed' }]);
  });

  it('waits for media that breaks off, and goes on when it comes back', async () => {
    await open();
    await talk();
    FakePeer.last.becomes('disconnected');
    await vi.advanceTimersByTimeAsync(50_000);
    expect(phase()).toBe('reconnecting');
    expect(FakePeer.last.restarts).toBeGreaterThan(0);
    FakePeer.last.becomes('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(phase()).toBe('in-call');
    expect(socket().sentOf('call_ended')).toHaveLength(0);
  });

  it('1.4.3: turns the camera on in a voice call and says so', async () => {
    await open();
    await talk();
    await world.client.setCamera(true);
    await flush();
    expect(FakePeer.last.sent).toEqual(['audio', 'video']);
    expect(socket().sentOf('call_mode_switched')).toMatchObject([{ new_mode: 'video' }]);
    expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
    expect(socket().sentOf('call_media').at(-1)).toMatchObject({ audio: true, video: true });
    const camera = world.client.state.media!.local!.getVideoTracks()[0] as unknown as FakeTrack;
    await world.client.setCamera(false);
    expect(camera.readyState).toBe('ended');
  });

  it('D8: counts missed calls once, and forgets them when they were seen', async () => {
    await open();
    socket().says({ type: 'missed_calls_notification', count: 2, calls: [] });
    const missed = row({ call_id: 'm', status: 'missed', outcome: 'missed', version: 3 });
    socket().says({ type: 'call_log_updated', call: missed });
    socket().says({ type: 'call_log_updated', call: missed });
    expect(world.client.state.missed).toBe(3);
    world.answers['/api/call-logs/seen'] = { success: true };
    await world.client.markSeen();
    expect(world.client.state.missed).toBe(0);
  });

  it('1.1.12: neither rings nor says that it rings while it must not disturb', async () => {
    await open();
    world.client.settings.change({ doNotDisturb: true });
    socket().says(invitation());
    await flush();
    expect(socket().sentOf('call_ringing')).toHaveLength(0);
    expect(world.client.sounds.playing).toBeNull();
  });

  it('D1: is silent by itself when the ring has lasted its time', async () => {
    await open();
    socket().says(invitation());
    await vi.advanceTimersByTimeAsync(44_000);
    expect(world.client.state.call?.ringOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(world.client.state.call?.ringOver).toBe(true);
    expect(socket().sentOf('call_ring_stopped')).toHaveLength(1);
  });
});
