/** The client library without the elements. */
export { connect, RingbackClient, type ConnectOptions } from './client/ringback-client.js';
export { canCall, type CallElsewhere, type ClientState } from './client/client-state.js';
export type { CallEnd, CallState, Pending, Phase } from './call/call-state.js';
export { phaseOf } from './call/call-state.js';
export type { SessionMedia } from './call/session-context.js';
export type { Quality } from './call/quality.js';
export type { MediaProblem } from './media/media-problem.js';
export type { CallRow, CallStatus, CallType, EndReason, Outcome, Person } from './protocol/call.js';
export { RestError } from './rest/problem.js';
export { Rest, type Conversation, type LogPage, type LogQuery } from './rest/rest.js';
export { SignalingError, type SignalingCode } from './signaling/signaling-error.js';
export { texts, Texts } from './texts/texts.js';
