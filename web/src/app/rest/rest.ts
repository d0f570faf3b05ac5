import { callRow, type CallRow } from '../protocol/call.js';
import * as is from '../protocol/check.js';
import { BadData, type Check } from '../protocol/check.js';
import { RestError } from './problem.js';

const conversation = is.object({
  id: is.number,
  type: is.maybe(is.string),
  name: is.maybe(is.string),
  other_user_id: is.maybe(is.number),
  other_name: is.maybe(is.string),
  other_avatar: is.maybe(is.string),
  online: is.or(is.boolean, false),
  missed_count: is.or(is.number, 0),
  last_call: is.lenient(callRow),
});
export type Conversation = is.Checked<typeof conversation>;

const conversations = is.object({ conversations: is.list(conversation) });
const logs = is.object({ call_logs: is.list(callRow), next_cursor: is.maybe(is.string) });
const call = is.object({ call: callRow });
const turn = is.object({
  ttl: is.maybe(is.number),
  iceServers: is.or(is.list(iceServer), []),
});

export type IceConfiguration = is.Checked<typeof turn>;

export interface LogPage {
  readonly rows: readonly CallRow[];
  readonly next: string | null;
}

export interface LogQuery {
  readonly type?: string;
  readonly status?: string;
  readonly outcome?: string;
  readonly direction?: string;
  readonly from?: string;
  readonly to?: string;
  readonly q?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** The REST side of the protocol (§3). Every method rejects with {@link RestError}. */
export class Rest {
  readonly #url: string;
  readonly #token: () => Promise<string>;

  constructor(url: string, token: () => Promise<string>) {
    this.#url = url.replace(/^ws/, 'http').replace(/\/+$/, '');
    this.#token = token;
  }

  async conversations(): Promise<readonly Conversation[]> {
    return (await this.#get('/api/conversations', conversations)).conversations;
  }

  async conversationLog(conversationId: number, query: LogQuery = {}): Promise<LogPage> {
    const page = await this.#get(`/api/call-logs/${conversationId}${search(query)}`, logs);
    return { rows: page.call_logs, next: page.next_cursor };
  }

  async history(query: LogQuery = {}): Promise<LogPage> {
    const page = await this.#get(`/api/call-logs${search(query)}`, logs);
    return { rows: page.call_logs, next: page.next_cursor };
  }

  /** The call as it stands, or null when the server knows none of that id. */
  async call(callId: string): Promise<CallRow | null> {
    try {
      return (await this.#get(`/api/calls/${encodeURIComponent(callId)}`, call)).call;
    } catch (fault) {
      if (fault instanceof RestError && fault.status === 404) return null;
      throw fault;
    }
  }

  async markSeen(): Promise<void> {
    await this.#ask('POST', '/api/call-logs/seen');
  }

  /** Where relays are, with credentials that open one for `ttl` seconds. */
  async iceServers(): Promise<IceConfiguration> {
    return this.#get('/api/turn-credentials', turn);
  }

  async #get<T>(path: string, check: Check<T>): Promise<T> {
    const response = await this.#ask('GET', path);
    try {
      return check(await response.json(), path);
    } catch (fault) {
      if (fault instanceof BadData || fault instanceof SyntaxError) throw new RestError('bad_answer', response.status, fault.message);
      throw fault;
    }
  }

  async #ask(method: string, path: string): Promise<Response> {
    const headers = { authorization: `Bearer ${await this.#token()}`, accept: 'application/json' };
    let response: Response;
    try {
      response = await fetch(this.#url + path, { method, headers, signal: AbortSignal.timeout(15_000) });
    } catch (fault) {
      throw new RestError('network', 0, fault instanceof Error ? fault.message : 'no answer');
    }
    if (!response.ok) throw await RestError.from(response);
    return response;
  }
}

function iceServer(value: unknown, path: string): RTCIceServer {
  const fields = is.asObject(value, path);
  const urls = typeof fields['urls'] === 'string' ? fields['urls'] : is.list(is.string)(fields['urls'], `${path}.urls`);
  const username = is.maybe(is.string)(fields['username'], `${path}.username`);
  const credential = is.maybe(is.string)(fields['credential'], `${path}.credential`);
  return { urls, ...(username === null ? {} : { username }), ...(credential === null ? {} : { credential }) };
}

function search(query: LogQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
}
