import { describe, expect, it } from 'vitest';
import { outgoing, type CallState } from '../call/call-state.js';
import { END_REASONS } from '../protocol/call.js';
import { endTone, toneOf } from './ringer.js';

const calling: CallState = outgoing('a', 1, 'voice', { userId: 2, name: 'Sara', avatar: null });

describe('1.3.1: the tone of a call', () => {
  it('is a ringback only once the other side rings', () => {
    expect(toneOf(calling)).toBeNull();
    expect(toneOf({ ...calling, status: 'ringing' })).toBe('ringback');
    expect(toneOf({ ...calling, status: 'ringing', pending: 'cancelling' })).toBeNull();
    expect(toneOf({ ...calling, status: 'answered' })).toBeNull();
  });

  it('is a ringtone for whoever is called', () => {
    const called: CallState = { ...calling, role: 'callee', carried: false, status: 'initiated' };
    expect(toneOf(called)).toBe('ringtone');
    expect(toneOf({ ...called, pending: 'accepting' })).toBeNull();
    expect(toneOf({ ...called, ringOver: true })).toBeNull();
  });
});

describe('1.3.1: the tone of an end', () => {
  const final = (status: CallState['status'], reason: (typeof END_REASONS)[number]) =>
    ({ kind: 'final', status: status!, reason, outcome: null, durationSeconds: 0, endedByUserId: null }) as const;

  it('tells the outcomes apart for the caller', () => {
    expect(endTone(final('ended', 'hangup'), 'caller')).toBe('ended');
    expect(endTone(final('ended', 'connection_lost'), 'caller')).toBe('lost');
    expect(endTone(final('declined', 'declined'), 'caller')).toBe('declined');
    expect(endTone(final('missed', 'busy'), 'caller')).toBe('busy');
    expect(endTone(final('missed', 'ring_timeout'), 'caller')).toBe('no-answer');
    expect(endTone(final('cancelled', 'cancelled'), 'caller')).toBeNull();
  });

  it('is silence where the ringing only stopped', () => {
    for (const status of ['cancelled', 'missed', 'declined'] as const) expect(endTone(final(status, 'cancelled'), 'callee')).toBeNull();
    expect(endTone({ kind: 'taken', how: 'answered' }, 'callee')).toBeNull();
  });
});
