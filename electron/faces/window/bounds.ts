/** Where the window lay when it was last closed, in screen points. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** A part of the desktop that a screen shows. */
export interface WorkArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The window's size at the first start. */
export const initialSize = { width: 1120, height: 720 } as const;
/** The smallest size that the window can be given. */
export const smallestSize = { width: 720, height: 480 } as const;
/** So much of the title bar has to be on a screen for the window to be dragged back. */
const handle = 80;

const isReachable = (bounds: WindowBounds, area: WorkArea): boolean =>
  bounds.x + bounds.width - handle >= area.x &&
  bounds.x + handle <= area.x + area.width &&
  bounds.y >= area.y &&
  bounds.y + handle <= area.y + area.height;

/** As much of a length as there is room for, unless that is less than the least; it begins where it did, if all of it fits there. */
const within = (from: number, length: number, area: { from: number; length: number; least: number }) => {
  const fitting = Math.max(Math.min(length, area.length), area.least);
  return { from: length > area.length ? area.from : from, length: fitting };
};

/**
 * The remembered place if it can still be reached on one of the screens, and no larger than that screen, which may have become smaller (another
 * one, or another scale); else only a size: the system then centres the window.
 */
export const reachableBounds = (
  remembered: WindowBounds | null,
  areas: readonly WorkArea[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } => {
  const area = remembered === null ? undefined : areas.find((each) => isReachable(remembered, each));
  if (remembered === null || area === undefined) return initialSize;
  const across = { from: area.x, length: area.width, least: smallestSize.width };
  const down = { from: area.y, length: area.height, least: smallestSize.height };
  const { from: x, length: width } = within(remembered.x, remembered.width, across);
  const { from: y, length: height } = within(remembered.y, remembered.height, down);
  return { x, y, width, height };
};

const isPoint = (value: unknown): value is number => Number.isSafeInteger(value);

/** A remembered place as it comes out of the store; null when it is none, or not one any more. Checked by hand: the window is there before zod is. */
export const storedBounds = (value: unknown): WindowBounds | null => {
  if (typeof value !== 'object' || value === null) return null;
  const member = (name: keyof WindowBounds): unknown => Reflect.get(value, name);
  const [x, y, width, height, maximized] = [
    member('x'),
    member('y'),
    member('width'),
    member('height'),
    member('maximized'),
  ];
  if (!isPoint(x) || !isPoint(y) || !isPoint(width) || !isPoint(height) || typeof maximized !== 'boolean') return null;
  return width < 1 || height < 1 ? null : { x, y, width, height, maximized };
};
