import { css, html } from 'lit';

/** Parts with dots between them, "Call ended · 2m 45s": lines break there first, and none ends with a dot or begins with one. */
export function dotted(...parts: unknown[]) {
  const [first, ...rest] = parts.flatMap((part) => (typeof part === 'string' ? part.split(' · ') : [part]));
  return html`<span class="dotted"><span>${first}</span>${rest.map((part) => html`<span><i> · </i>${part}</span>`)}</span>`;
}

/** A dot stands in the margin of the part before it; at the beginning of a line there is none, so that it lies outside and is cut off. */
export const dots = css`
  .dotted {
    display: block;
    margin-inline-end: -0.9em;
    overflow-x: clip;
  }
  .dotted > span {
    display: inline-block;
    margin-inline-end: 0.9em;
  }
  .dotted > :not(:first-child) {
    margin-inline-start: -0.9em;
  }
  .dotted i {
    display: inline-block;
    inline-size: 0.9em;
    font-style: normal;
    text-align: center;
  }
`;
