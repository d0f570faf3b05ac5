import { isFinal, otherPerson, type CallRow } from '../../protocol/call.js';

/** Calls that stand together in the history: the same person, direction and outcome, one after the other. */
export interface Fold {
  /** The newest. */
  readonly row: CallRow;
  /** All of them, the newest first. */
  readonly rows: readonly CallRow[];
}

export function fold(rows: readonly CallRow[]): Fold[] {
  const folds: { row: CallRow; rows: CallRow[] }[] = [];
  for (const row of rows) {
    const last = folds[folds.length - 1];
    if (last && isFinal(row.status) && sameKind(last.row, row)) last.rows.push(row);
    else folds.push({ row, rows: [row] });
  }
  return folds;
}

function sameKind(a: CallRow, b: CallRow): boolean {
  return otherPerson(a).userId === otherPerson(b).userId && a.is_caller === b.is_caller && a.outcome === b.outcome
    && a.call_type === b.call_type && (a.started_at ?? '').slice(0, 10) === (b.started_at ?? '').slice(0, 10);
}

/** Puts a new or changed row where it belongs: newest first, each call once. */
export function patch(rows: readonly CallRow[], row: CallRow): CallRow[] {
  const known = rows.find((one) => one.id === row.id);
  if (known) return known.version > row.version ? [...rows] : rows.map((one) => (one.id === row.id ? row : one));
  return [...rows, row].sort((a, b) => (b.started_at ?? '').localeCompare(a.started_at ?? '') || b.id - a.id);
}
