import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { listenForInterruption } from '../../../local/interruption';

describe('listenForInterruption', () => {
  const listen = () => {
    const signals = new EventEmitter();
    const state = { time: 0, ended: 0 };
    const interruption = listenForInterruption(
      signals,
      () => {
        state.ended += 1;
      },
      () => state.time,
    );
    return { signals, state, interruption };
  };

  it.each(['SIGINT', 'SIGTERM'])('asks for an orderly end at the first %s', async (signal) => {
    const { signals, state, interruption } = listen();
    signals.emit(signal);
    await interruption.asked;
    expect(state.ended).toBe(0);
  });

  it('ends at once at a second signal', () => {
    const { signals, state } = listen();
    signals.emit('SIGINT');
    state.time = 1500;
    signals.emit('SIGINT');
    expect(state.ended).toBe(1);
  });

  it('takes the copy of a signal that npm passes on for the same key', () => {
    const { signals, state } = listen();
    signals.emit('SIGINT');
    state.time = 20;
    signals.emit('SIGINT');
    expect(state.ended).toBe(0);
  });

  it('leaves the signals alone once it is disposed of', () => {
    const { signals, interruption } = listen();
    interruption.dispose();
    expect(signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM')).toBe(0);
  });
});
