import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flush, invite, mine, open, phase, setUp, socket, talk, tearDown, world } from '../testing/client.js';
import { FakePeer } from '../testing/fake-rtc.js';

describe('a client that comes back', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  describe('a connection that comes back', () => {
    const again = async (calls: unknown[]) => {
      socket().drops(1006);
      await vi.advanceTimersByTimeAsync(1000);
      socket().opens(calls);
      await flush();
    };

    it('finds the call alive', async () => {
      await open();
      const id = await talk();
      await again([mine(id, { status: 'answered', version: 3 })]);
      expect(phase()).toBe('in-call');
    });

    it('learns how the call ended', async () => {
      await open();
      const id = await talk();
      world.answers[`/api/calls/${id}`] = { call: mine(id, { status: 'ended', outcome: 'ended', end_reason: 'connection_lost', version: 4, duration_seconds: 9 }) };
      await again([]);
      expect(world.client.state.call?.end).toMatchObject({ reason: 'connection_lost', durationSeconds: 9 });
    });

    it('offers again when it missed the answer', async () => {
      await open();
      const { call_id } = await invite();
      socket().acks('call_invitation', mine(call_id));
      await flush();
      await again([mine(call_id, { status: 'answered', version: 3 })]);
      expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
    });

    it('repeats a cancel that nobody confirmed', async () => {
      await open();
      const { call_id } = await invite();
      socket().acks('call_invitation', mine(call_id));
      await flush();
      world.client.cancel();
      await again([mine(call_id)]);
      expect(socket().sentOf('call_cancelled')).toHaveLength(1);
    });
  });

  describe('a page that was reloaded', () => {
    const reload = async (calls: unknown[]) => {
      world.client.close();
      FakePeer.made = [];
      await open(calls);
    };
    const leave = () => {
      // a page that goes says nothing: the storage stays as it is
      const kept = sessionStorage.getItem('ringback.call');
      return () => sessionStorage.setItem('ringback.call', kept!);
    };

    it('D7: offers to rejoin its call, with its timer', async () => {
      await open();
      const id = await talk();
      const keep = leave();
      world.client.close();
      keep();
      FakePeer.made = [];
      const answered = mine(id, { status: 'answered', version: 3, answered_at: new Date(Date.now() - 60_000).toISOString() });
      world.answers[`/api/calls/${id}`] = { call: answered };
      await open([answered]);
      expect(world.client.state.elsewhere).toMatchObject({ callId: id, mine: true });
      void world.client.rejoin();
      await flush();
      expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
      expect(phase()).toBe('reconnecting');
      socket().says({ type: 'webrtc_answer', call_id: id, version: 3, answer: { type: 'answer', sdp: 'o=- 901 1' } });
      await flush();
      FakePeer.last.becomes('connected');
      expect(phase()).toBe('in-call');
      expect(Date.now() - world.client.state.call!.talkingSince!).toBeGreaterThanOrEqual(60_000);
    });

    it('knows that a call is on another device', async () => {
      await open();
      await reload([mine('x', { status: 'answered', version: 3 })]);
      expect(world.client.state.elsewhere).toMatchObject({ callId: 'x', mine: false });
      socket().says({ type: 'call_log_updated', call: mine('x', { status: 'ended', outcome: 'ended', version: 4 }) });
      expect(world.client.state.elsewhere).toBeNull();
    });

    it('goes on calling with a new offer', async () => {
      await open();
      const { call_id } = await invite();
      socket().acks('call_invitation', mine(call_id));
      const keep = leave();
      world.client.close();
      keep();
      await open([mine(call_id, { status: 'ringing', version: 2 })]);
      expect(socket().sentOf('call_invitation')).toMatchObject([{ call_id }]);
      expect(phase()).toBe('ringing');
    });
  });

  it('D7: offers anew when a call that it repeated after a reload is answered: the answer may belong to the offer before', async () => {
    await open();
    const { call_id } = await invite();
    socket().acks('call_invitation', mine(call_id));
    const kept = sessionStorage.getItem('ringback.call')!;
    world.client.close();
    sessionStorage.setItem('ringback.call', kept);
    await open([mine(call_id, { status: 'ringing', version: 2 })]);
    const repeated = FakePeer.last;
    socket().says({ type: 'call_answer', call_id, version: 3, answer: { type: 'answer', sdp: 'o=- 900 1' } });
    await flush();
    expect(repeated.remoteDescription).toBeNull();
    expect(FakePeer.last).not.toBe(repeated);
    expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
    socket().acks('call_invitation', mine(call_id, { status: 'answered', version: 3 }));
    socket().says({ type: 'webrtc_answer', call_id, version: 3, answer: { type: 'answer', sdp: 'o=- 901 1' } });
    await flush();
    FakePeer.last.becomes('connected');
    expect(phase()).toBe('in-call');
    expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
  });

  it('makes a new path for a page that began anew, and answers it', async () => {
    await open();
    const id = await talk();
    const first = FakePeer.last;
    socket().says({ type: 'webrtc_offer', call_id: id, version: 3, offer: { type: 'offer', sdp: 'o=- 777 1\nm=audio' } });
    await flush();
    expect(FakePeer.last).not.toBe(first);
    expect(first.signalingState).toBe('closed');
    expect(socket().sentOf('webrtc_answer')).toHaveLength(1);
    expect(FakePeer.last.sent).toEqual(['audio']);
  });
});
