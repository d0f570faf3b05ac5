import { describe, expect, it } from 'vitest';
import { row } from '../../testing/rows.js';
import { matches, NO_FILTER, parseFilter, queryOf, writeFilter } from './history-filter.js';

describe('1.6.2: the filter of the history', () => {
  const full = 'outcome=missed,declined&type=video&direction=incoming&q=sara&from=2026-01-01&to=2026-01-31';

  it('1.6.2: lives in one line of text, there and back', () => {
    expect(writeFilter(parseFilter(full))).toBe(full);
    expect(writeFilter(NO_FILTER)).toBe('');
    expect(parseFilter('outcome=asteroid&type=hologram&from=soon')).toEqual(NO_FILTER);
  });

  it('1.6.2: asks the server for whole days of this machine, the last one included', () => {
    const query = queryOf(parseFilter(full));
    expect(query).toMatchObject({ outcome: 'missed,declined', type: 'video', direction: 'incoming', q: 'sara' });
    expect(query.from).toBe(new Date(2026, 0, 1).toISOString());
    expect(query.to).toBe(new Date(2026, 1, 1).toISOString());
    expect(queryOf(NO_FILTER)).toEqual({});
  });

  it('1.6.2: lets in a call that comes live as the server would', () => {
    const missed = row({ outcome: 'missed', call_type: 'video', started_at: new Date(2026, 0, 31, 23, 59).toISOString() });
    expect(matches(parseFilter('outcome=missed&to=2026-01-31&q=ABEBE'), missed)).toBe(true);
    expect(matches(parseFilter('to=2026-01-30'), missed)).toBe(false);
    expect(matches(parseFilter('direction=outgoing'), missed)).toBe(false);
    expect(matches(parseFilter('type=voice'), missed)).toBe(false);
    expect(matches(parseFilter('outcome=declined'), missed)).toBe(false);
    expect(matches(parseFilter('q=hana'), missed)).toBe(false);
    expect(matches(NO_FILTER, missed)).toBe(true);
  });
});
