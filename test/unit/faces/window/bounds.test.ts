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

  it('is no larger than a screen that became smaller, by another one or another scale', () => {
    const laptop = { x: 0, y: 25, width: 1280, height: 775 };
    const large = { x: 40, y: 60, width: 2400, height: 1300, maximized: true };
    expect(reachableBounds(large, [laptop])).toEqual({ x: 0, y: 25, width: 1280, height: 775 });
    // What fits stays where it was, though a part of it lies beyond the edge: its user put it there.
    const beyond = { ...localeSetting, x: 700, height: 700 };
    expect(reachableBounds(beyond, [laptop])).toEqual({ x: 700, y: 50, width: 1200, height: 700 });
    expect(reachableBounds(large, [{ x: 0, y: 0, width: 640, height: 400 }])).toMatchObject({
      width: 720,
      height: 480,
    });
  });

  it('takes the screen that shows it, of several', () => {
    const second = { x: 1920, y: 0, width: 1280, height: 720 };
    expect(reachableBounds({ ...localeSetting, x: 2000, width: 1900 }, [screen, second])).toEqual({
      x: 1920,
      y: 0,
      width: 1280,
      height: 720,
    });
    // Unplugged: the place is gone, and with it the size.
    expect(reachableBounds({ ...localeSetting, x: 2000 }, [screen])).toEqual(initialSize);
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
