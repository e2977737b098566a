import { describe, expect, it } from 'vitest';
import { initialSize, reachableBounds } from '../../../../electron/faces/window/bounds.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const localeSetting = { x: 100, y: 50, width: 1200, height: 800, maximized: false };

describe('where the window opens', () => {
  it('opens where it was closed', () => {
    expect(reachableBounds(localeSetting, [screen])).toEqual({ x: 100, y: 50, width: 1200, height: 800 });
  });

  it('lets the system choose at first, and when the screen is gone', () => {
    expect(reachableBounds(null, [screen])).toEqual(initialSize);
    expect(reachableBounds({ ...localeSetting, x: 2500 }, [screen])).toEqual(initialSize);
    expect(reachableBounds({ ...localeSetting, y: -300 }, [screen])).toEqual(initialSize);
    expect(reachableBounds(localeSetting, [])).toEqual(initialSize);
  });

  it('accepts a second screen to the left and is never smaller than it may be', () => {
    const left = { x: -1920, y: 0, width: 1920, height: 1080 };
    expect(reachableBounds({ ...localeSetting, x: -1000, width: 300, height: 10 }, [screen, left])).toEqual({
      x: -1000,
      y: 50,
      width: 720,
      height: 480,
    });
  });
});
