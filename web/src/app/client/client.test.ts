import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phaseOf } from '../call/call-state.js';
import { FakePeer, memoryStorage, stubBrowser, type FakeTrack } from '../testing/fake-rtc.js';
import { FakeSocket } from '../testing/fake-socket.js';
import { row } from '../testing/rows.js';
import { RingbackClient } from './ringback-client.js';

const sara = { userId: 2, name: 'Sara Tesfaye', avatar: null };
const theirOffer = { type: 'offer', sdp: 'o=- 900 1\nm=audio' };

describe('RingbackClient', () => {
  let client: RingbackClient;
  let getUserMedia: ReturnType<typeof stubBrowser>;
  let answers: Record<string, unknown>;
  const socket = () => FakeSocket.last;
  const flush = () => vi.advanceTimersByTimeAsync(0);

  async function open(calls: unknown[] = []): Promise<void> {
    client = new RingbackClient({ url: 'http://host', token: () => Promise.resolve('t') });
    await flush();
    socket().opens(calls);
    await flush();
  }
  const invitation = (more: object = {}) => ({
    type: 'call_invitation', call_id: 'theirs', call_log_id: 7, conversation_id: 1, from_user_id: 2, from_name: 'Sara Tesfaye',
    call_type: 'voice', version: 1, ring_until: new Date(Date.now() + 45_000).toISOString(), offer: theirOffer, ...more,
  });
  const invite = async (type: 'voice' | 'video' = 'voice') => {
    void client.call({ conversationId: 1, type, peer: sara });
    await flush();
    return socket().sentOf('call_invitation').at(-1) as { call_id: string; offer: { sdp: string }; call_type: string };
  };
  const mine = (id: string, changes: object = {}) => row({ call_id: id, is_caller: true, caller_user_id: 1, callee_user_id: 2, callee_name: 'Sara Tesfaye', ...changes });
  const phase = () => (client.state.call ? phaseOf(client.state.call) : 'idle');
  async function talk(): Promise<string> {
    const { call_id } = await invite();
    socket().acks('call_invitation', mine(call_id));
    socket().says({ type: 'call_ringing', call_id, version: 2 });
    socket().says({ type: 'call_answer', call_id, version: 3, answer: { type: 'answer', sdp: 'o=- 900 1' } });
    await flush();
    FakePeer.last.becomes('connected');
    await flush();
    return call_id;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.made = [];
    answers = {};
    getUserMedia = stubBrowser();
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.stubGlobal('sessionStorage', memoryStorage());
    vi.stubGlobal('localStorage', memoryStorage());
    vi.stubGlobal('fetch', (url: string) => {
      const body = answers[new URL(url).pathname];
      return Promise.resolve(new Response(JSON.stringify(body ?? { iceServers: [] }), { status: body || url.includes('turn') ? 200 : 404 }));
    });
  });
  afterEach(() => {
    client.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('invites with the media that was asked for, and follows the call to its end', async () => {
    await open();
    const call_id = await talk();
    expect(FakePeer.last.sent).toEqual(['audio']);
    expect(phase()).toBe('in-call');
    client.hangUp();
    expect(FakePeer.last.signalingState).toBe('closed');
    expect(client.state.call?.end).toBeNull();
    socket().acks('call_ended', mine(call_id, { status: 'ended', outcome: 'ended', end_reason: 'hangup', duration_seconds: 165, version: 4 }));
    await flush();
    expect(client.state.call?.end).toMatchObject({ kind: 'final', outcome: 'ended', durationSeconds: 165 });
  });

  it('1.5.2: touches neither microphone nor connection before the person accepted', async () => {
    await open();
    socket().says(invitation());
    await flush();
    expect(phase()).toBe('incoming');
    expect(socket().sentOf('call_ringing')).toHaveLength(1);
    expect(getUserMedia).not.toHaveBeenCalled();
    expect(FakePeer.made).toHaveLength(0);
    void client.accept({ video: false });
    await flush();
    expect(socket().sentOf('call_answer')).toHaveLength(1);
    expect(socket().sentOf('call_ring_stopped')).toHaveLength(1);
    expect(FakePeer.last.sent).toEqual(['audio']);
  });

  it('sends a decline and is over when the server says so', async () => {
    await open();
    socket().says(invitation());
    client.decline();
    expect(phase()).toBe('incoming');
    socket().acks('call_declined', row({ call_id: 'theirs', status: 'declined', outcome: 'declined', end_reason: 'declined', version: 2 }));
    await flush();
    expect(client.state.call?.end).toMatchObject({ outcome: 'declined' });
    client.dismiss();
    expect(client.state.call).toBeNull();
  });

  it('1.5.3: keeps ringing when the microphone is refused, and can accept again', async () => {
    await open();
    socket().says(invitation());
    socket().says({ type: 'ice_candidate', call_id: 'theirs', version: 1, candidate: { candidate: 'one' } });
    getUserMedia.mockRejectedValueOnce(Object.assign(new Error('Permission denied'), { name: 'NotAllowedError' }));
    await client.accept({ video: false });
    expect(phase()).toBe('incoming');
    expect(client.state.call?.problem).toEqual({ device: 'microphone', kind: 'refused' });
    socket().says({ type: 'ice_candidate', call_id: 'theirs', version: 1, candidate: { candidate: 'two' } });
    void client.accept({ video: false });
    await flush();
    expect(socket().sentOf('call_answer')).toHaveLength(1);
    expect(FakePeer.last.candidates).toEqual([{ candidate: 'one' }, { candidate: 'two' }]);
  });

  it('1.5.3: makes a voice call of a video call whose camera is refused', async () => {
    await open();
    getUserMedia.mockImplementationOnce(() => Promise.reject(Object.assign(new Error(), { name: 'NotReadableError' })));
    expect((await invite('video')).call_type).toBe('voice');
    expect(client.state.media?.problem).toEqual({ device: 'camera', kind: 'in-use' });
  });

  it('asks nothing of the server when it is cancelled before the microphone was allowed', async () => {
    await open();
    let allow: (stream: never) => void = () => undefined;
    getUserMedia.mockImplementationOnce(() => new Promise((resolve) => (allow = resolve as never)));
    void client.call({ conversationId: 1, type: 'voice', peer: sara });
    await flush();
    client.cancel();
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
      expect(getUserMedia).toHaveBeenCalledTimes(1);
      expect(FakePeer.made[0]!.signalingState).toBe('closed');
      expect(FakePeer.last.sent).toEqual(['audio', 'video']);
      expect(client.state.call).toMatchObject({ callId: 'theirs', role: 'callee' });
    });

    it('is noticed although the invitation came while the microphone was still being asked for', async () => {
      await open();
      void client.call({ conversationId: 1, type: 'voice', peer: sara });
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
      void client.call({ conversationId: 1, type: 'video', peer: sara });
      await flush();
      expect(socket().sentOf('call_invitation')).toHaveLength(0);
      expect(socket().sentOf('call_answer')).toMatchObject([{ call_id: 'theirs' }]);
    });

    it('rings when the person has cancelled meanwhile', async () => {
      await open();
      await invite();
      client.cancel();
      socket().says(invitation());
      socket().refuses('call_invitation', 'call_in_progress', { call: row({ call_id: 'theirs' }) });
      socket().refuses('call_cancelled', 'not_found');
      await flush();
      expect(socket().sentOf('call_answer')).toHaveLength(0);
      expect(client.state.call).toMatchObject({ callId: 'theirs' });
      expect(phase()).toBe('incoming');
    });

    it('is not every refusal: a call of another device of mine is told', async () => {
      await open();
      await invite();
      socket().refuses('call_invitation', 'call_in_progress', { call: mine('other', { status: 'ringing' }) });
      await flush();
      expect(client.state.call?.end).toEqual({ kind: 'refused', code: 'call_in_progress' });
    });
  });

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
      answers[`/api/calls/${id}`] = { call: mine(id, { status: 'ended', outcome: 'ended', end_reason: 'connection_lost', version: 4, duration_seconds: 9 }) };
      await again([]);
      expect(client.state.call?.end).toMatchObject({ reason: 'connection_lost', durationSeconds: 9 });
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
      client.cancel();
      await again([mine(call_id)]);
      expect(socket().sentOf('call_cancelled')).toHaveLength(1);
    });
  });

  describe('a page that was reloaded', () => {
    const reload = async (calls: unknown[]) => {
      client.close();
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
      client.close();
      keep();
      FakePeer.made = [];
      const answered = mine(id, { status: 'answered', version: 3, answered_at: new Date(Date.now() - 60_000).toISOString() });
      answers[`/api/calls/${id}`] = { call: answered };
      await open([answered]);
      expect(client.state.elsewhere).toMatchObject({ callId: id, mine: true });
      void client.rejoin();
      await flush();
      expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
      expect(phase()).toBe('reconnecting');
      socket().says({ type: 'webrtc_answer', call_id: id, version: 3, answer: { type: 'answer', sdp: 'o=- 901 1' } });
      await flush();
      FakePeer.last.becomes('connected');
      expect(phase()).toBe('in-call');
      expect(Date.now() - client.state.call!.talkingSince!).toBeGreaterThanOrEqual(60_000);
    });

    it('knows that a call is on another device', async () => {
      await open();
      await reload([mine('x', { status: 'answered', version: 3 })]);
      expect(client.state.elsewhere).toMatchObject({ callId: 'x', mine: false });
      socket().says({ type: 'call_log_updated', call: mine('x', { status: 'ended', outcome: 'ended', version: 4 }) });
      expect(client.state.elsewhere).toBeNull();
    });

    it('goes on calling with a new offer', async () => {
      await open();
      const { call_id } = await invite();
      socket().acks('call_invitation', mine(call_id));
      const keep = leave();
      client.close();
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
    client.close();
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

  it('tells of its microphone and camera although the media flowed before the answer was confirmed', async () => {
    await open();
    socket().says(invitation({ call_type: 'video' }));
    void client.accept({ video: false });
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
    await client.setCamera(true);
    await flush();
    expect(FakePeer.last.sent).toEqual(['audio', 'video']);
    expect(socket().sentOf('call_mode_switched')).toMatchObject([{ new_mode: 'video' }]);
    expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
    expect(socket().sentOf('call_media').at(-1)).toMatchObject({ audio: true, video: true });
    const camera = client.state.media!.local!.getVideoTracks()[0] as unknown as FakeTrack;
    await client.setCamera(false);
    expect(camera.readyState).toBe('ended');
  });

  it('D8: counts missed calls once, and forgets them when they were seen', async () => {
    await open();
    socket().says({ type: 'missed_calls_notification', count: 2, calls: [] });
    const missed = row({ call_id: 'm', status: 'missed', outcome: 'missed', version: 3 });
    socket().says({ type: 'call_log_updated', call: missed });
    socket().says({ type: 'call_log_updated', call: missed });
    expect(client.state.missed).toBe(3);
    answers['/api/call-logs/seen'] = { success: true };
    await client.markSeen();
    expect(client.state.missed).toBe(0);
  });

  it('1.1.12: neither rings nor says that it rings while it must not disturb', async () => {
    await open();
    client.settings.change({ doNotDisturb: true });
    socket().says(invitation());
    await flush();
    expect(socket().sentOf('call_ringing')).toHaveLength(0);
    expect(client.sounds.playing).toBeNull();
  });

  it('D1: is silent by itself when the ring has lasted its time', async () => {
    await open();
    socket().says(invitation());
    await vi.advanceTimersByTimeAsync(44_000);
    expect(client.state.call?.ringOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(client.state.call?.ringOver).toBe(true);
    expect(socket().sentOf('call_ring_stopped')).toHaveLength(1);
  });
});
