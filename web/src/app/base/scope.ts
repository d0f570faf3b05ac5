/**
 * A lifetime. Every listener, timer, track and peer connection is added to a scope; ending the scope
 * ends them all, last one first. Ending twice is harmless; adding to an ended scope ends the thing at once.
 */
export class Scope {
  #ends = new Set<() => void>();
  #ended = false;

  get ended(): boolean {
    return this.#ended;
  }

  add(end: () => void): void {
    if (this.#ended) end();
    else this.#ends.add(end);
  }

  listen(target: EventTarget, type: string, handler: (event: Event) => void, options?: AddEventListenerOptions): void {
    target.addEventListener(type, handler, options);
    this.add(() => target.removeEventListener(type, handler, options));
  }

  /** Runs `then` once after `ms` milliseconds unless the scope ends first; the answer stops it early. */
  timeout(ms: number, then: () => void): () => void {
    const timer = setTimeout(() => {
      this.#ends.delete(stop);
      then();
    }, ms);
    const stop = () => this.#stop(timer, stop);
    this.add(stop);
    return stop;
  }

  interval(ms: number, tick: () => void): () => void {
    const timer = setInterval(tick, ms);
    const stop = () => this.#stop(timer, stop);
    this.add(stop);
    return stop;
  }

  #stop(timer: ReturnType<typeof setTimeout>, stop: () => void): void {
    clearTimeout(timer);
    this.#ends.delete(stop);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    const ends = [...this.#ends].reverse();
    this.#ends.clear();
    for (const end of ends) end();
  }
}
