/** A WebSocket for tests: what is sent is kept, what the server says is put in by the test. */
export class FakeSocket {
  static made: FakeSocket[] = [];
  static get last(): FakeSocket {
    return this.made[this.made.length - 1]!;
  }

  readyState = 0;
  /** Answers not even a ping. */
  deaf = false;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string, readonly protocols: string[]) {
    FakeSocket.made.push(this);
  }

  send(text: string): void {
    const message = JSON.parse(text) as Record<string, unknown>;
    this.sent.push(message);
    if (message['type'] === 'ping' && !this.deaf) queueMicrotask(() => this.says({ type: 'ack', id: message['id'] }));
  }

  close(): void {
    this.readyState = 3;
  }

  // what the test does

  opens(calls: unknown[] = []): void {
    this.readyState = 1;
    this.onopen?.();
    this.says({ type: 'connection', status: 'connected', connection_key: 'user_1', server_time: new Date().toISOString(), timeouts: { ring: 45 } });
    this.says({ type: 'active_calls', calls });
  }

  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  drops(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  sentOf(type: string): Record<string, unknown>[] {
    return this.sent.filter((message) => message['type'] === type);
  }

  /** Acknowledges the last message of a type. */
  acks(type: string, call: unknown = undefined): void {
    this.says({ type: 'ack', id: this.sentOf(type).at(-1)?.['id'], call });
  }

  refuses(type: string, code: string, more: object = {}): void {
    this.says({ type: 'error', id: this.sentOf(type).at(-1)?.['id'], code, message: code, ...more });
  }
}
