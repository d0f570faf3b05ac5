// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { buttonsOf, heard, put, textOf } from '../../testing/elements.js';
import { row } from '../../testing/rows.js';
import type { RingbackCallCard } from './call-card.js';
import './call-card.js';

describe('<ringback-call-card>', () => {
  afterEach(() => document.body.replaceChildren());
  const show = (changes: Parameters<typeof row>[0], more: Partial<RingbackCallCard> = {}) => put<RingbackCallCard>('ringback-call-card', { row: row(changes), ...more });

  it('tells outcome, direction and kind in words', async () => {
    const missed = textOf(await show({ status: 'cancelled', outcome: 'missed', end_reason: 'cancelled' }));
    expect(missed).toMatch(/^Missed call Incoming voice call · ?/);
    const ended = textOf(await show({ status: 'ended', outcome: 'ended', end_reason: 'hangup', duration_seconds: 165, is_caller: true, call_type: 'video' }));
    expect(ended).toMatch(/^Call ended · 2m 45s Outgoing video call · ?/);
  });

  it('calls back in the kind of the old call', async () => {
    const element = await show({ status: 'missed', outcome: 'missed', call_type: 'video' });
    const events = heard(element, 'ringback-call');
    buttonsOf(element).get('Call back')!.click();
    expect(events).toEqual([{ type: 'ringback-call', detail: { type: 'video' } }]);
  });

  it('says why it can’t call back during a call', async () => {
    const element = await show({ status: 'missed', outcome: 'missed' }, { unavailable: 'You are in a call' });
    const events = heard(element, 'ringback-call');
    const button = buttonsOf(element).get('Call back')!;
    button.click();
    expect(events).toHaveLength(0);
    expect(button.title).toBe('You are in a call');
  });

  it('offers nothing while the call is live', async () => {
    const element = await show({ status: 'answered' });
    expect(textOf(element)).toContain('Call in progress');
    expect(buttonsOf(element).size).toBe(0);
  });
});
