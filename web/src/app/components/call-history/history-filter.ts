import { OUTCOMES, otherPerson, type CallRow, type CallType, type Outcome } from '../../protocol/call.js';
import type { LogQuery } from '../../rest/rest.js';

/** Which calls of the history are shown; all conditions hold together. */
export interface HistoryFilter {
  readonly direction: 'incoming' | 'outgoing' | null;
  readonly type: CallType | null;
  /** Any of these; none means any. */
  readonly outcomes: readonly Outcome[];
  /** A part of the other person's name. */
  readonly person: string;
  /** First and last day, as `2026-01-31`, of this machine's calendar. */
  readonly from: string | null;
  readonly to: string | null;
}

export const NO_FILTER: HistoryFilter = { direction: null, type: null, outcomes: [], person: '', from: null, to: null };

/** Reads `outcome=missed,declined&type=video&direction=incoming&q=sara&from=2026-01-01&to=2026-01-31`; what it does not know, it passes over. */
export function parseFilter(text: string): HistoryFilter {
  const given = new URLSearchParams(text);
  const one = <T extends string>(name: string, ...known: T[]) => known.find((word) => word === given.get(name)) ?? null;
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(given.get(name) ?? '') ? given.get(name) : null);
  const wanted = (given.get('outcome') ?? '').split(',');
  return {
    direction: one('direction', 'incoming', 'outgoing'),
    type: one('type', 'voice', 'video'),
    outcomes: OUTCOMES.filter((outcome) => wanted.includes(outcome)),
    person: given.get('q') ?? '',
    from: day('from'),
    to: day('to'),
  };
}

/** What {@link parseFilter} reads; empty for no filter. */
export function writeFilter({ direction, type, outcomes, person, from, to }: HistoryFilter): string {
  const given = Object.entries({ outcome: outcomes.join(','), type, direction, q: person, from, to }).filter(([, value]) => value);
  return new URLSearchParams(given as [string, string][]).toString().replaceAll('%2C', ',');
}

export function queryOf({ direction, type, outcomes, person, from, to }: HistoryFilter): LogQuery {
  return {
    ...(direction ? { direction } : {}),
    ...(type ? { type } : {}),
    ...(outcomes.length > 0 ? { outcome: outcomes.join(',') } : {}),
    ...(person.trim() ? { q: person.trim() } : {}),
    ...(from ? { from: midnight(from).toISOString() } : {}),
    ...(to ? { to: midnight(to, 1).toISOString() } : {}),
  };
}

/** Whether a row that has just come belongs to what is shown. */
export function matches(filter: HistoryFilter, row: CallRow): boolean {
  const { direction, type, outcomes, person, from, to } = filter;
  const started = Date.parse(row.started_at ?? '');
  return (direction === null || row.is_caller === (direction === 'outgoing'))
    && (type === null || row.call_type === type)
    && (outcomes.length === 0 || (row.outcome !== null && outcomes.includes(row.outcome)))
    && otherPerson(row).name.toLocaleLowerCase().includes(person.trim().toLocaleLowerCase())
    && (from === null || started >= midnight(from).getTime())
    && (to === null || started < midnight(to, 1).getTime());
}

function midnight(day: string, later = 0): Date {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, date + later);
}
