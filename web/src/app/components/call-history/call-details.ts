import { html, nothing, type TemplateResult } from 'lit';
import { exact, length, timeOfDayExact } from '../../texts/format.js';
import { whyText } from '../../texts/outcome.js';
import type { TextKey } from '../../texts/en.js';
import { texts } from '../../texts/texts.js';
import type { Fold } from './fold.js';

/**
 * What a row of the history does not say: when it rang, was answered and ended, both lengths, who ended it and why.
 *
 * @param name of the other person, as it is shown
 */
export function callDetails({ row, rows }: Fold, name: string): TemplateResult {
  const line = (key: TextKey, value: string | null) => (value ? html`<dt>${texts.get(key)}</dt><dd>${value}</dd>` : nothing);
  const moment = (time: string | null) => (time === null ? null : timeOfDayExact(time, texts));
  const me = row.is_caller ? row.caller_user_id : row.callee_user_id;
  const byMe = row.ended_by_user_id === null ? null : row.ended_by_user_id === me;
  return html`<dl>
    ${line('details.started', row.started_at && exact(row.started_at, texts))}
    ${line('details.ringing', moment(row.ringing_at))}
    ${line('details.answered', moment(row.answered_at))}
    ${line('details.ended', moment(row.ended_at))}
    ${line('details.ring-time', row.ring_seconds === null ? null : length(row.ring_seconds, texts))}
    ${line('details.talk-time', row.answered_at === null || row.duration_seconds === null ? null : length(row.duration_seconds, texts))}
    ${line('details.why', whyText(row.end_reason, row.is_caller, byMe, name, texts))}
    ${rows.length > 1 ? line('details.before', rows.slice(1).map((one) => moment(one.started_at)).join(', ')) : nothing}
  </dl>`;
}
