import { describe, expect, it } from 'vitest';
import { paintOf, showsColour } from '../../../../electron/faces/terminal/paint.ts';

describe('colours in a terminal', () => {
  it.each([
    [true, {}, true],
    [true, { TERM: 'xterm-256color', NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, { TERM: 'xterm' }, false],
  ])('on a terminal: %s, with %o: %s', (isTerminal, environment, shows) => {
    expect(showsColour(isTerminal, environment)).toBe(shows);
  });

  it('say time as the window does: the nearer the redder, and quiet where nothing is to do', () => {
    expect(paintOf('day')?.('x')).toBe('\u001b[31mx\u001b[39m');
    expect(paintOf('destruction')?.('x')).toContain('\u001b[1m\u001b[31mx');
    expect(paintOf('week')?.('x')).toBe('\u001b[33mx\u001b[39m');
    for (const quiet of ['decided', 'over'] as const) expect(paintOf(quiet)?.('x')).toBe('\u001b[90mx\u001b[39m');
    for (const plain of ['later', 'none'] as const) expect(paintOf(plain)).toBeNull();
  });
});
