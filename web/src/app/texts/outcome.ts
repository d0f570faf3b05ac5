import { never } from '../base/never.js';
import type { CallEnd } from '../call/call-state.js';
import type { CallRow, EndReason, Outcome } from '../protocol/call.js';
import { length } from './format.js';
import type { TextKey } from './en.js';
import type { Texts } from './texts.js';

/** What both the end screen and the card need to know of an end. */
export interface Ending {
  readonly outcome: Outcome | null;
  readonly reason: EndReason | null;
  readonly durationSeconds: number | null;
  readonly isCaller: boolean;
}

export function endingOf(row: CallRow): Ending {
  return { outcome: row.outcome, reason: row.end_reason, durationSeconds: row.duration_seconds, isCaller: row.is_caller };
}

/** The words of protocol §1, for cards, screens and notifications alike. */
export function outcomeText(ending: Ending, texts: Texts): string {
  const duration = length(ending.durationSeconds ?? 0, texts);
  switch (ending.outcome) {
    case 'ended':
      return texts.get(ending.reason === 'connection_lost' || ending.reason === 'max_duration' ? 'end.lost' : 'end.ended', { duration });
    case 'cancelled':
      return texts.get('end.cancelled');
    case 'missed':
      return texts.get('end.missed');
    case 'declined':
      return texts.get(ending.isCaller ? 'end.declined.caller' : 'end.declined.callee');
    case 'no_answer':
      return texts.get('end.no_answer');
    case 'unreachable':
      return texts.get('end.unreachable');
    case 'busy':
      return texts.get('end.busy');
    case 'failed':
      return texts.get('end.failed');
    case null:
      return texts.get('card.live');
  }
}

/** The end of a call on this page, in words. */
export function endText(end: CallEnd, isCaller: boolean, name: string, texts: Texts): string {
  switch (end.kind) {
    case 'final':
      return outcomeText({ ...end, isCaller }, texts);
    case 'taken':
      return texts.get(`end.taken.${end.how}`);
    case 'refused':
      return texts.get(refusedKey(end.code), { name });
    case 'not-made':
      return texts.get('end.cancelled');
    default:
      return never(end);
  }
}

/** Who ended it, and why; empty when the words above have said it all. */
export function whyText(reason: EndReason | null, isCaller: boolean, endedByMe: boolean | null, name: string, texts: Texts): string {
  const side = isCaller ? 'me' : 'peer';
  switch (reason) {
    case 'hangup':
      return endedByMe === null ? '' : texts.get(endedByMe ? 'why.hung-up.me' : 'why.hung-up.peer', { name });
    case 'cancelled':
    case 'caller_lost':
    case 'ring_timeout':
    case 'unreachable':
    case 'busy':
      return texts.get(`why.${reason}.${side}`, { name });
    case 'declined':
      return texts.get(isCaller ? 'why.declined.peer' : 'why.declined.me', { name });
    case 'connection_lost':
    case 'max_duration':
    case 'media_failed':
    case 'recovered':
      return texts.get(`why.${reason}`);
    case null:
      return '';
  }
}

const REFUSED: readonly string[] = [
  'busy', 'call_in_progress', 'not_participant', 'not_supported', 'rate_limited', 'unavailable', 'timeout', 'disconnected',
];

function refusedKey(code: string): TextKey {
  return (REFUSED.includes(code) ? `refused.${code}` : 'refused.other') as TextKey;
}
