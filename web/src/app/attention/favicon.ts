/** Lets the page's icon change while it rings, and gives the page its own back. */
export class Favicon {
  #link: HTMLLinkElement | null = null;
  #own: string | null = null;

  show(address: string): void {
    if (address === '' || this.#link) return;
    this.#link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
    if (!this.#link) return;
    this.#own = this.#link.getAttribute('href');
    this.#link.setAttribute('href', address);
  }

  restore(): void {
    if (this.#link && this.#own !== null) this.#link.setAttribute('href', this.#own);
    this.#link = null;
    this.#own = null;
  }
}
