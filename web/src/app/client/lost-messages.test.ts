import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flush, invitation, invite, mine, open, phase, setUp, socket, talk, tearDown, world } from '../testing/client.js';
import { FakePeer, type FakeTrack } from '../testing/fake-rtc.js';
import { FakeSocket } from '../testing/fake-socket.js';
import { row } from '../testing/rows.js';

const theirs = (changes: object) => row({ call_id: 'theirs', ...changes });

describe('messages that cross, come late or are lost', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  const comesBack = async (calls: unknown[]) => {
    socket().drops(1006);
    await vi.advanceTimersByTimeAsync(1000);
    socket().opens(calls);
    await flush();
  };

  it('1.1.7: an answer that came second is no call here, even if the refusal is heard before the news', async () => {
    await open();
    socket().says(invitation());
    void world.client.accept({ video: false });
    await flush();
    const answered = theirs({ status: 'answered', version: 3 });
    socket().refuses('call_answer', 'wrong_state', { call: answered });
    await flush();
    socket().says({ type: 'call_taken', call_id: 'theirs', version: 3, by: 'other', status: 'answered' });
    await flush();
    expect(world.client.state.call?.end).toEqual({ kind: 'taken', how: 'answered' });
    const [microphone] = (await world.getUserMedia.mock.results[0]!.value).getTracks() as FakeTrack[];
    expect(microphone!.readyState).toBe('ended');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket().sentOf('call_ended')).toHaveLength(0);
  });

  it('1.1.7: so it is when the connection went while it was answering, and the live calls say answered', async () => {
    await open();
    socket().says(invitation());
    void world.client.accept({ video: false });
    await flush();
    const answered = theirs({ status: 'answered', version: 3 });
    await comesBack([answered]);
    socket().refuses('call_answer', 'wrong_state', { call: answered });
    await flush();
    expect(world.client.state.call?.end).toEqual({ kind: 'taken', how: 'answered' });
  });

  it('its own answer, repeated over a new connection, is its own', async () => {
    await open();
    socket().says(invitation());
    void world.client.accept({ video: false });
    await flush();
    const answered = theirs({ status: 'answered', version: 3 });
    await comesBack([answered]);
    socket().acks('call_answer', answered);
    await flush();
    expect(world.client.state.call).toMatchObject({ carried: true, end: null });
  });

  it('1.1.6: a new path is offered again when the offer was lost with a connection, here or there', async () => {
    await open();
    const id = await talk();
    FakePeer.last.becomes('disconnected');
    await vi.advanceTimersByTimeAsync(2000);
    expect(socket().sentOf('webrtc_offer')).toHaveLength(1); // and nobody answers
    socket().says({ type: 'call_peer_resumed', call_id: id, version: 3 });
    await flush();
    expect(socket().sentOf('webrtc_offer')).toHaveLength(2);
    await comesBack([mine(id, { status: 'answered', version: 3 })]);
    expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
  });

  it('1.1.6: media that breaks off asks whether the connection to the server is still there', async () => {
    await open();
    const id = await talk();
    socket().deaf = true;
    FakePeer.last.becomes('disconnected');
    await vi.advanceTimersByTimeAsync(4500);
    expect(FakeSocket.made).toHaveLength(2);
    socket().opens([mine(id, { status: 'answered', version: 3 })]);
    await flush();
    expect(socket().sentOf('webrtc_offer')).toHaveLength(1);
  });

  it('a new path is looked for with credentials of now', async () => {
    await open();
    await talk();
    const fresh = { urls: 'turn:relay', username: 'later', credential: 'c' };
    world.answers['/api/turn-credentials'] = { ttl: 3600, iceServers: [fresh] };
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    FakePeer.last.becomes('disconnected');
    await vi.advanceTimersByTimeAsync(2000);
    expect(FakePeer.last.configuration.iceServers).toEqual([fresh]);
  });

  it('credentials that are good for a short time only are kept for a shorter one', async () => {
    world.answers['/api/turn-credentials'] = { ttl: 20, iceServers: [] };
    await open();
    await talk();
    world.answers['/api/turn-credentials'] = { ttl: 20, iceServers: [{ urls: 'turn:relay' }] };
    await vi.advanceTimersByTimeAsync(11_000);
    FakePeer.last.becomes('disconnected');
    await vi.advanceTimersByTimeAsync(2000);
    expect(FakePeer.last.configuration.iceServers).toHaveLength(1);
  });

  it('D8: a connection that comes back does not make the badge flicker, and one without missed calls clears it', async () => {
    await open();
    socket().says({ type: 'missed_calls_notification', count: 2, calls: [] });
    const counts: number[] = [];
    world.client.on('change', ({ missed }) => counts.push(missed));
    await comesBack([]);
    socket().says({ type: 'missed_calls_notification', count: 2, calls: [] });
    await vi.advanceTimersByTimeAsync(5000);
    expect(new Set(counts)).toEqual(new Set([2]));
    await comesBack([]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(world.client.state.missed).toBe(0);
  });

  it('1.4.6: the summary is sent when the call is over, whoever hung up: the server takes one more then', async () => {
    await open();
    const id = await talk();
    await vi.advanceTimersByTimeAsync(4000);
    expect(world.client.state.media?.quality).not.toBeNull();
    world.client.hangUp();
    expect(socket().sentOf('call_quality')).toHaveLength(0);
    socket().acks('call_ended', mine(id, { status: 'ended', outcome: 'ended', end_reason: 'hangup', duration_seconds: 4, version: 4 }));
    await flush();
    expect(socket().sentOf('call_quality')).toMatchObject([{ call_id: id }]);
  });

  it('D7: whoever was muted before a reload is muted when they are back', async () => {
    await open();
    const id = await talk();
    world.client.setMuted(true);
    const kept = ['ringback.call', 'ringback.call.muted'].map((key) => [key, sessionStorage.getItem(key)!] as const);
    world.client.close();
    for (const [key, value] of kept) sessionStorage.setItem(key, value);
    const answered = mine(id, { status: 'answered', version: 3, answered_at: new Date().toISOString() });
    world.answers[`/api/calls/${id}`] = { call: answered };
    await open([answered]);
    await world.client.rejoin();
    await flush();
    expect(world.client.state.media?.muted).toBe(true);
    expect(FakePeer.last.transceivers[0]!.sender.track!.enabled).toBe(false);
    expect(socket().sentOf('call_media').at(-1)).toMatchObject({ audio: false });
  });

  it('1.4.2: a device is followed in a call that began with two invitations, too', async () => {
    await open();
    await invite();
    socket().says(invitation());
    socket().refuses('call_invitation', 'call_in_progress', { call: theirs({}) });
    await flush();
    const microphone = FakePeer.last.transceivers[0]!.sender.track!;
    microphone.stop();
    microphone.dispatchEvent(new Event('ended'));
    await flush();
    expect(FakePeer.last.transceivers[0]!.sender.track).not.toBe(microphone);
    expect(phase()).toBe('connecting');
  });
});
