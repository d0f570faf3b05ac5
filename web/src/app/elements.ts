/** All elements; importing this defines them. */
import type { RingbackActiveCall } from './components/active-call/active-call.js';
import type { RingbackAvatar } from './components/avatar/avatar.js';
import type { RingbackCallButtons } from './components/call-buttons/call-buttons.js';
import type { RingbackCallCard } from './components/call-card/call-card.js';
import type { RingbackCallHistory } from './components/call-history/call-history.js';
import type { RingbackCalls } from './components/calls/calls.js';
import type { RingbackDeviceSettings } from './components/device-settings/device-settings.js';
import type { RingbackEndedCall } from './components/ended-call/ended-call.js';
import type { RingbackIncomingCall } from './components/incoming-call/incoming-call.js';
import type { RingbackMissedBadge } from './components/missed-badge/missed-badge.js';
import type { RingbackNotice } from './components/notice/notice.js';
import type { RingbackOutgoingCall } from './components/outgoing-call/outgoing-call.js';
import './components/active-call/active-call.js';
import './components/avatar/avatar.js';
import './components/call-buttons/call-buttons.js';
import './components/call-card/call-card.js';
import './components/call-history/call-history.js';
import './components/calls/calls.js';
import './components/device-settings/device-settings.js';
import './components/ended-call/ended-call.js';
import './components/incoming-call/incoming-call.js';
import './components/missed-badge/missed-badge.js';
import './components/notice/notice.js';
import './components/outgoing-call/outgoing-call.js';

export * from './library.js';
export type { CallTarget } from './components/calls/calls.js';
export type { RingbackActiveCall, RingbackAvatar, RingbackCallButtons, RingbackCallCard, RingbackCallHistory, RingbackCalls, RingbackDeviceSettings, RingbackEndedCall, RingbackIncomingCall, RingbackMissedBadge, RingbackNotice, RingbackOutgoingCall };

declare global {
  interface HTMLElementTagNameMap {
    'ringback-active-call': RingbackActiveCall;
    'ringback-avatar': RingbackAvatar;
    'ringback-call-buttons': RingbackCallButtons;
    'ringback-call-card': RingbackCallCard;
    'ringback-call-history': RingbackCallHistory;
    'ringback-calls': RingbackCalls;
    'ringback-device-settings': RingbackDeviceSettings;
    'ringback-ended-call': RingbackEndedCall;
    'ringback-incoming-call': RingbackIncomingCall;
    'ringback-missed-badge': RingbackMissedBadge;
    'ringback-notice': RingbackNotice;
    'ringback-outgoing-call': RingbackOutgoingCall;
  }
}
