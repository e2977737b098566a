import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { stopSignal } from '../../../../electron/edges/system/stop-signals.ts';

describe('a signal to stop', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'])('%s is heard', async (signal) => {
    const source = new EventEmitter();
    const stopped = stopSignal(source);
    source.emit(signal);
    await expect(stopped).resolves.toBeUndefined();
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGBREAK'])('a second %s is left to the system, which ends the program', (signal) => {
    const source = new EventEmitter();
    void stopSignal(source);
    source.emit(signal);
    expect(source.listenerCount(signal)).toBe(0);
  });

  it('a closing terminal that says so twice does not cut the end short', () => {
    const source = new EventEmitter();
    void stopSignal(source);
    source.emit('SIGHUP');
    expect(source.emit('SIGHUP')).toBe(true);
  });
});
