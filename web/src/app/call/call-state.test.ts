import { describe, expect, it } from 'vitest';
import type { CallMessage, ServerMessageOf } from '../protocol/server-messages.js';
import { row } from '../testing/rows.js';
import { incoming, outgoing, phaseOf, reduceCall, resumed, rings, type CallEvent, type CallState } from './call-state.js';

const about = {
  call_id: 'call-1', call_log_id: 7, conversation_id: 1, from_user_id: 1, from_name: 'Abebe Kebede', from_avatar: null, call_type: 'voice' as const,
};
const invitation = { type: 'call_invitation', ...about, version: 1, offer: { type: 'offer', sdp: '' }, ring_until: null } as ServerMessageOf<'call_invitation'>;

function told(type: string, version: number, more: object = {}): CallEvent {
  return { kind: 'message', message: { type, ...about, version, ...more } as unknown as CallMessage };
}
const final = (type: string, version: number, status: string, outcome: string, reason: string, duration = 0) =>
  told(type, version, { status, outcome, end_reason: reason, duration_seconds: duration, ended_by_user_id: null, ended_at: null, end_estimated: false });
const seen = (changes: Parameters<typeof row>[0]): CallEvent => ({ kind: 'row', row: row(changes) });
const connected: CallEvent = { kind: 'link', link: 'connected', at: 1000 };

function after(state: CallState, ...events: CallEvent[]): CallState {
  return events.reduce(reduceCall, state);
}
const caller = () => outgoing('call-1', 1, 'voice', { userId: 2, name: 'Sara', avatar: null });
const callee = () => incoming(invitation);
const asCaller = { is_caller: true } as const;

describe("the caller's screen", () => {
  it('1.1.2: says calling until a device of the callee rings', () => {
    expect(phaseOf(caller())).toBe('calling');
    const committed = after(caller(), seen({ ...asCaller, version: 1 }));
    expect(phaseOf(committed)).toBe('calling');
    expect(phaseOf(after(committed, told('call_ringing', 2)))).toBe('ringing');
  });

  it('1.1.4: connects when answered and talks when media flows', () => {
    const answered = after(caller(), seen({ ...asCaller }), told('call_ringing', 2), told('call_answer', 3));
    expect(phaseOf(answered)).toBe('connecting');
    expect(answered.talkingSince).toBeNull();
    const talking = after(answered, connected);
    expect(phaseOf(talking)).toBe('in-call');
    expect(talking.talkingSince).toBe(1000);
  });

  it('1.1.6: keeps its timer through a reconnection', () => {
    const talking = after(caller(), told('call_answer', 3), connected);
    const broken = after(talking, { kind: 'link', link: 'interrupted', at: 5000 });
    expect(phaseOf(broken)).toBe('reconnecting');
    const mended = after(broken, { kind: 'link', link: 'connected', at: 9000 });
    expect(phaseOf(mended)).toBe('in-call');
    expect(mended.talkingSince).toBe(1000);
  });

  it('shows nothing as final until the server said so', () => {
    const cancelling = after(caller(), told('call_ringing', 2), { kind: 'pressed', what: 'cancelling' });
    expect(cancelling).toMatchObject({ pending: 'cancelling', end: null });
    const done = after(cancelling, seen({ ...asCaller, status: 'cancelled', outcome: 'cancelled', end_reason: 'cancelled', version: 3 }));
    expect(phaseOf(done)).toBe('ended');
    expect(done.end).toMatchObject({ kind: 'final', outcome: 'cancelled' });
  });

  it('tells a refused invitation apart from a call that ended', () => {
    expect(after(caller(), { kind: 'refused', code: 'busy' }).end).toEqual({ kind: 'refused', code: 'busy' });
    expect(after(caller(), { kind: 'given-up' }).end).toEqual({ kind: 'not-made' });
  });
});

describe("the callee's screen", () => {
  it('1.1.3: rings until something is pressed', () => {
    expect(phaseOf(callee())).toBe('incoming');
    expect(rings(callee())).toBe(true);
    const accepting = after(callee(), { kind: 'pressed', what: 'accepting' });
    expect([phaseOf(accepting), rings(accepting)]).toEqual(['connecting', false]);
    const declining = after(callee(), { kind: 'pressed', what: 'declining' });
    expect([phaseOf(declining), rings(declining)]).toEqual(['incoming', false]);
  });

  it('carries the call once its answer is committed', () => {
    const answered = after(callee(), { kind: 'pressed', what: 'accepting' }, seen({ status: 'answered', version: 3 }));
    expect(answered).toMatchObject({ carried: true, pending: null, end: null });
    expect(phaseOf(after(answered, connected))).toBe('in-call');
  });

  it('1.1.7: is silent when another device answered, however it learns so', () => {
    for (const event of [told('call_taken', 3, { status: 'answered', by: 'd2' }), seen({ status: 'answered', version: 3 })]) {
      const lost = after(callee(), event);
      expect(lost.end).toEqual({ kind: 'taken', how: 'answered' });
      expect(rings(lost)).toBe(false);
    }
  });

  it('says so when another device declined', () => {
    expect(after(callee(), told('call_taken', 2, { status: 'declined' })).end).toEqual({ kind: 'taken', how: 'declined' });
  });

  it('loses to an answer elsewhere although it pressed accept', () => {
    const lost = after(callee(), { kind: 'pressed', what: 'accepting' }, told('call_taken', 3, { status: 'answered' }));
    expect(lost.end).toEqual({ kind: 'taken', how: 'answered' });
  });

  it('D1: stops ringing by itself at its deadline', () => {
    expect(rings(after(callee(), { kind: 'ring-over' }))).toBe(false);
  });

  it('1.5.3: keeps ringing when accepting was not possible', () => {
    const back = after(callee(), { kind: 'pressed', what: 'accepting' }, { kind: 'not-done' },
      { kind: 'problem', problem: { kind: 'refused', device: 'microphone' } });
    expect(phaseOf(back)).toBe('incoming');
    expect(rings(back)).toBe(true);
  });
});

describe('ends', () => {
  it.each([
    ['call_ended', 'ended', 'ended', 'hangup'], ['call_ended', 'ended', 'ended', 'connection_lost'],
    ['call_cancelled', 'cancelled', 'missed', 'cancelled'], ['call_declined', 'declined', 'declined', 'declined'],
    ['call_missed', 'missed', 'no_answer', 'ring_timeout'], ['call_missed', 'missed', 'unreachable', 'unreachable'],
    ['call_missed', 'missed', 'busy', 'busy'], ['call_failed', 'failed', 'failed', 'media_failed'],
  ])('%s carries who and why (%s, %s, %s)', (type, status, outcome, reason) => {
    const ended = after(callee(), final(type, 4, status, outcome, reason, 165));
    expect(ended.end).toMatchObject({ kind: 'final', status, outcome, reason, durationSeconds: 165 });
  });

  it('never change', () => {
    const ended = after(callee(), final('call_cancelled', 2, 'cancelled', 'missed', 'cancelled'));
    expect(after(ended, told('call_ringing', 3), connected, seen({ status: 'answered', version: 9 }), { kind: 'pressed', what: 'accepting' })).toBe(ended);
  });

  it('are not undone by older news', () => {
    const talking = after(caller(), told('call_answer', 3), connected);
    expect(after(talking, told('call_ringing', 2), seen({ ...asCaller, status: 'ringing', version: 2 }))).toBe(talking);
  });
});

describe('a live call on another page', () => {
  it('is come back to with its timer', () => {
    const back = resumed(row({ status: 'answered', version: 3 }), 500);
    expect(phaseOf(back)).toBe('reconnecting');
    expect(after(back, connected)).toMatchObject({ talkingSince: 500 });
  });

  it('moves away when another device takes it over, which makes a new version', () => {
    const talking = after(caller(), told('call_answer', 3), connected);
    expect(after(talking, told('call_taken', 3, { status: 'answered' }))).toBe(talking);
    expect(after(talking, told('call_taken', 4, { status: 'answered' })).end).toEqual({ kind: 'taken', how: 'moved' });
  });
});

describe('the other side', () => {
  it('1.4.5: shows its microphone and camera, its loss and its return', () => {
    const talking = after(caller(), told('call_answer', 3), connected, told('call_media', 3, { audio: false, video: true, screen: false }));
    expect(talking.peerMedia).toEqual({ audio: false, video: true, screen: false });
    const lost = after(talking, told('call_peer_lost', 3));
    expect(phaseOf(lost)).toBe('reconnecting');
    expect(phaseOf(after(lost, told('call_peer_resumed', 3)))).toBe('in-call');
  });

  it('1.4.3: switches the kind of call', () => {
    expect(after(caller(), told('call_answer', 3), told('call_mode_switched', 4, { new_mode: 'video' }))).toMatchObject({ callType: 'video', version: 4 });
  });
});
