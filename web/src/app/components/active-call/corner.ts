/** Where the self view sits. Its sides are logical: in a right-to-left page "start" is on the right. */
export type Corner = 'top-start' | 'top-end' | 'bottom-start' | 'bottom-end';

/** The corner after an arrow key; null for any other key. */
export function cornerAfter(corner: Corner, key: string, rightToLeft: boolean): Corner | null {
  const [block, inline] = corner.split('-') as ['top' | 'bottom', 'start' | 'end'];
  switch (key) {
    case 'ArrowUp':
      return `top-${inline}`;
    case 'ArrowDown':
      return `bottom-${inline}`;
    case 'ArrowLeft':
      return `${block}-${rightToLeft ? 'end' : 'start'}`;
    case 'ArrowRight':
      return `${block}-${rightToLeft ? 'start' : 'end'}`;
    default:
      return null;
  }
}

/** The corners one after the other, around the picture. */
export function nextCorner(corner: Corner): Corner {
  const around: readonly Corner[] = ['bottom-end', 'top-end', 'top-start', 'bottom-start'];
  return around[(around.indexOf(corner) + 1) % around.length] ?? 'bottom-end';
}

/** The corner nearest to where it was dropped. */
export function nearestCorner(at: { x: number; y: number }, within: DOMRect, rightToLeft: boolean): Corner {
  const left = at.x < within.left + within.width / 2;
  const block = at.y < within.top + within.height / 2 ? 'top' : 'bottom';
  return `${block}-${left !== rightToLeft ? 'start' : 'end'}`;
}
