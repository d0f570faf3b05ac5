import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define, RingbackElement } from '../element.js';
import { theme } from '../theme.styles.js';
import { styles } from './avatar.styles.js';

/**
 * A person's picture, or the first letters of the name on a colour of its own; on grey, when there is no name.
 *
 * @element ringback-avatar
 * @csspart face - the round
 * @cssproperty [--ringback-avatar-size=48px] - its diameter
 */
export class RingbackAvatar extends RingbackElement {
  static override styles = [theme, styles];

  @property() name = '';
  @property() image: string | null = null;
  /** Shows the dot of somebody who is online. */
  @property({ type: Boolean }) online = false;

  /** A picture that could not be loaded: the letters stand in for it. */
  @state() private broken: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // not as an attribute: a page's content security policy may forbid those
    if (!changed.has('name')) return;
    this.style.setProperty('--_hue', String(hue(this.name)));
    this.style.setProperty('--_saturation', this.name.trim() ? '62%' : '0%');
  }

  protected override render() {
    return html`
      <div class="face" part="face" aria-hidden="true">
        ${this.image && this.image !== this.broken
          ? html`<img src=${this.image} alt="" referrerpolicy="no-referrer" @error=${() => (this.broken = this.image)} />` : initials(this.name)}
      </div>
      ${this.online ? html`<span class="presence"></span>` : nothing}
    `;
  }
}

/** Two letters of a name in a script with capitals, one of any other (Ethiopic, Arabic). */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => word !== '');
  const first = [...(words[0] ?? '')][0] ?? '?';
  const cased = first.toLowerCase() !== first.toUpperCase();
  const second = cased && words.length > 1 ? [...words[words.length - 1]!][0]! : '';
  return (first + second).toLocaleUpperCase();
}

function hue(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 360;
  return sum;
}

define('ringback-avatar', RingbackAvatar);
