import { html, svg, type TemplateResult } from 'lit';

/** Line drawings on a grid of 24. They say nothing by themselves: the button that holds one has the name. */
function icon(shape: TemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true" focusable="false">${shape}</svg>`;
}

const handset = svg`<path d="M7.1 3.8 9.4 4a1.6 1.6 0 0 1 1.4 1.2l.7 2.7a1.6 1.6 0 0 1-.5 1.6L9.6 10.7a12 12 0 0 0 3.7 3.7l1.2-1.4a1.6 1.6 0 0 1 1.6-.5l2.7.7a1.6 1.6 0 0 1 1.2 1.4l.2 2.3a2.3 2.3 0 0 1-2.3 2.5C10.8 19.4 4.6 13.2 4.6 6.1a2.3 2.3 0 0 1 2.5-2.3Z"/>`;
const down = svg`<path d="M2.6 13.3c5.3-5 13.5-5 18.8 0a1.9 1.9 0 0 1 .3 2.4l-1 1.6a1.6 1.6 0 0 1-1.9.7l-2.8-1a1.6 1.6 0 0 1-1.1-1.5v-1.8a13.5 13.5 0 0 0-5.8 0v1.8A1.6 1.6 0 0 1 8 17l-2.8 1a1.6 1.6 0 0 1-1.9-.7l-1-1.6a1.9 1.9 0 0 1 .3-2.4Z" fill="currentColor" stroke="none"/>`;
const camera = svg`<rect x="3" y="6.5" width="12.5" height="11" rx="2.5"/><path d="m15.5 11 4.3-2.6a.8.8 0 0 1 1.2.7v5.8a.8.8 0 0 1-1.2.7L15.5 13"/>`;
const microphone = svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`;
const slash = svg`<path d="m4 4 16 16"/>`;

export const icons = {
  phone: icon(handset),
  hangUp: icon(down),
  video: icon(camera),
  videoOff: icon(svg`${camera}${slash}`),
  microphone: icon(microphone),
  microphoneOff: icon(svg`${microphone}${slash}`),
  screen: icon(svg`<rect x="3" y="4.5" width="18" height="12.5" rx="2.5"/><path d="M9 20.5h6M12 13.5v-5m-2.5 2.3L12 8.3l2.5 2.5"/>`),
  minimise: icon(svg`<path d="M20 4l-6 6m0-5v5h5M4 20l6-6m0 5v-5H5"/>`),
  restore: icon(svg`<path d="M14 10l6-6m-5 0h5v5M10 14l-6 6m5 0H4v-5"/>`),
  pip: icon(svg`<rect x="3" y="4.5" width="18" height="15" rx="2.5"/><rect x="11.5" y="11" width="7" height="5.5" rx="1" fill="currentColor"/>`),
  more: icon(svg`<circle cx="12" cy="5.5" r="1.3" fill="currentColor"/><circle cx="12" cy="12" r="1.3" fill="currentColor"/><circle cx="12" cy="18.5" r="1.3" fill="currentColor"/>`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`),
  back: icon(svg`<path d="M14.5 5.5 8 12l6.5 6.5"/>`),
  outgoing: icon(svg`<path d="M7 17 17 7m-8 0h8v8"/>`),
  incoming: icon(svg`<path d="M17 7 7 17m8 0H7V9"/>`),
  missed: icon(svg`<path d="m4 7 8 8 8-8M4 12V7h5"/>`),
  sound: icon(svg`<path d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4H4Z"/><path d="M15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>`),
  soundOff: icon(svg`<path d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4H4Z"/><path d="m16 9.5 5 5m0-5-5 5"/>`),
  settings: icon(svg`<path d="M4 7h9m5 0h2M4 17h2m5 0h9"/><circle cx="15.5" cy="7" r="2.5"/><circle cx="8.5" cy="17" r="2.5"/>`),
  chat: icon(svg`<path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5v-7Z"/>`),
  history: icon(svg`<path d="M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.8"/>`),
  warning: icon(svg`<path d="M12 4.5 3.5 19h17L12 4.5Z"/><path d="M12 10.5v4M12 16.9v.1"/>`),
  bellOff: icon(svg`<path d="M6 16.5V11a6 6 0 0 1 9.5-4.9M18 11v5.5H8.5M10 20h4M4 4l16 16"/>`),
  switch: icon(svg`<path d="M4 9h13l-3.5-3.5M20 15H7l3.5 3.5"/>`),
  send: icon(svg`<path d="M4.5 11.5 20 4l-5 16-3.5-6.5-7-2Z"/>`),
} as const;

export type IconName = keyof typeof icons;

/** Three bars of growing height; `filled` of them are strong. */
export function signalBars(filled: 1 | 2 | 3): TemplateResult {
  const bar = (index: number) => svg`<rect x=${3 + index * 7} y=${15 - index * 5} width="4.5" height=${6 + index * 5} rx="1.5"
    fill="currentColor" stroke="none" opacity=${index < filled ? 1 : 0.42}/>`;
  return icon(svg`${[0, 1, 2].map(bar)}`);
}
