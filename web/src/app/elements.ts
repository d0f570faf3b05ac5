/** All elements; importing this defines them. */
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
