import { PressCounter } from './use-quick-exit.js';

describe('three presses in a row', () => {
  it('counts only presses close together', () => {
    const counter = new PressCounter();
    expect([0, 300, 600].map((at) => counter.press(at))).toEqual([false, false, true]);
  });

  it('does not add up presses over a long time', () => {
    const counter = new PressCounter();
    expect([0, 1_000, 2_500, 4_000].map((at) => counter.press(at))).toEqual([false, false, false, false]);
  });

  it('starts over when something else was pressed', () => {
    const counter = new PressCounter();
    counter.press(0);
    counter.press(100);
    counter.reset();
    expect(counter.press(200)).toBe(false);
  });
});
