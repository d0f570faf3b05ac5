// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallEnd } from '../../call/call-state.js';
import { call } from '../../testing/calls.js';
import { buttonsOf, heard, put, textOf } from '../../testing/elements.js';
import type { RingbackEndedCall } from './ended-call.js';
import './ended-call.js';

const final = (status: string, outcome: string, reason: string, endedByUserId: number | null = null): CallEnd =>
  ({ kind: 'final', status, outcome, reason, durationSeconds: 165, endedByUserId }) as CallEnd;

describe('<ringback-ended-call>', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    document.body.replaceChildren();
    vi.useRealTimers();
  });
  const show = (end: CallEnd, role: 'caller' | 'callee' = 'caller') => put<RingbackEndedCall>('ringback-ended-call', { call: call({ end, role }), me: 1 });

  it.each([
    [final('ended', 'ended', 'hangup', 2), 'caller', 'Call ended · 2m 45s', 'Sara Tesfaye hung up'],
    [final('ended', 'ended', 'hangup', 1), 'callee', 'Call ended · 2m 45s', 'You hung up'],
    [final('ended', 'ended', 'connection_lost'), 'caller', 'Connection lost · 2m 45s', 'could not be restored'],
    [final('cancelled', 'cancelled', 'cancelled', 1), 'caller', 'Cancelled', 'You cancelled'],
    [final('cancelled', 'missed', 'cancelled', 2), 'callee', 'Missed call', 'hung up before you answered'],
    [final('declined', 'declined', 'declined', 2), 'caller', 'Call declined', 'Sara Tesfaye declined'],
    [final('missed', 'no_answer', 'ring_timeout'), 'caller', 'No answer', 'did not answer'],
    [final('missed', 'unreachable', 'unreachable'), 'caller', 'Unavailable', 'could be reached'],
    [final('missed', 'busy', 'busy'), 'caller', 'Busy', 'in another call'],
    [final('failed', 'failed', 'media_failed'), 'caller', 'Call failed', 'could not be connected'],
    [{ kind: 'taken', how: 'answered' }, 'callee', 'Answered on another device', ''],
    [{ kind: 'refused', code: 'rate_limited' }, 'caller', 'Too many calls in a short time', ''],
  ] as const)('says what, who and why: %o', async (end, role, what, why) => {
    const text = textOf(await show(end, role));
    expect(text).toContain(what);
    expect(text).toContain(why);
  });

  it('offers to call again where that makes sense', async () => {
    const element = await show(final('missed', 'no_answer', 'ring_timeout'));
    const events = heard(element, 'ringback-call-again', 'ringback-dismiss');
    buttonsOf(element).get('Call again')!.click();
    buttonsOf(element).get('Close')!.click();
    expect(events.map((event) => event.type)).toEqual(['ringback-call-again', 'ringback-dismiss']);
    expect([...buttonsOf(await show({ kind: 'taken', how: 'answered' }, 'callee')).keys()]).toEqual(['Close']);
  });

  it('closes by itself after a while, but not under the focus', async () => {
    const element = await show(final('missed', 'busy', 'busy'));
    const events = heard(element, 'ringback-dismiss');
    element.dispatchEvent(new Event('focusin'));
    vi.advanceTimersByTime(60_000);
    expect(events).toHaveLength(0);
    element.dispatchEvent(new Event('focusout'));
    vi.advanceTimersByTime(6_000);
    expect(events).toHaveLength(1);
  });
});
