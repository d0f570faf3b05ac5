import { describe, expect, it } from 'vitest';
import { row } from '../../testing/rows.js';
import { fold, patch } from './fold.js';

const missed = (id: number, changes = {}) => row({ id, status: 'missed', outcome: 'missed', started_at: `2026-01-01T10:00:0${id}Z`, ...changes });

describe('the history', () => {
  it('1.6.1: folds calls of one kind that follow each other', () => {
    expect(fold([missed(3), missed(2), missed(1)]).map((one) => [one.row.id, one.rows.length])).toEqual([[3, 3]]);
  });
  it('does not fold another person, direction, outcome, kind or day', () => {
    const rows = [missed(6), missed(5, { caller_user_id: 9 }), missed(4, { is_caller: true }), missed(3, { outcome: 'declined' }),
      missed(2, { call_type: 'video' }), missed(1, { started_at: '2025-12-31T10:00:00Z' })];
    expect(fold(rows)).toHaveLength(6);
  });
  it('puts a new call on top, and a changed one in its place', () => {
    expect(patch([missed(2), missed(1)], missed(3)).map((one) => one.id)).toEqual([3, 2, 1]);
    expect(patch([missed(2), missed(1)], missed(1, { outcome: 'ended', version: 2 }))[1]).toMatchObject({ id: 1, outcome: 'ended' });
    expect(patch([missed(1, { version: 3 })], missed(1, { version: 2, outcome: 'busy' }))[0]).toMatchObject({ outcome: 'missed' });
  });
});
