/** Lets the page's title alternate with another text, and gives the page its own title back, even one it set meanwhile. */
export class TitleFlash {
  readonly #page: { title: string };
  #own: string | null = null;
  #shown: string | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(page: { title: string } = document) {
    this.#page = page;
  }

  /** Once a second or slower: nothing may flash more often than three times a second (WCAG 2.3.1). */
  start(text: string, everyMs = 1000): void {
    this.stop();
    const flip = () => {
      if (this.#shown === null || this.#page.title !== this.#shown) this.#own = this.#page.title;
      else this.#page.title = this.#own ?? '';
      this.#shown = this.#shown === null ? text : null;
      if (this.#shown !== null) this.#page.title = this.#shown;
    };
    flip();
    this.#timer = setInterval(flip, everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.#shown !== null && this.#page.title === this.#shown) this.#page.title = this.#own ?? '';
    this.#shown = null;
    this.#own = null;
  }
}
