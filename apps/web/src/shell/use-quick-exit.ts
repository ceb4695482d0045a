import { useEffect, useRef, type PointerEvent } from 'react';
import { leaveQuickly } from './lock.js';

const pressesNeeded = 3;
const withinMs = 1_200;

/** Counts presses in a row; another key or a pause starts over. */
export class PressCounter {
  private times: number[] = [];
  press(at: number): boolean {
    this.times = [...this.times.filter((time) => at - time < withinMs), at];
    return this.times.length >= pressesNeeded;
  }
  reset(): void {
    this.times = [];
  }
}

/** Shift three times, anywhere on the page. */
export function useShiftThrice(): void {
  useEffect(() => {
    const counter = new PressCounter();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Shift') counter.reset();
      else if (!event.repeat && counter.press(event.timeStamp)) leaveQuickly();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

/** Three quick taps on a bar, beside its buttons: the gesture for phones. */
export function useTapThrice(): (event: PointerEvent<HTMLElement>) => void {
  const counter = useRef(new PressCounter());
  return (event) => {
    if (event.target instanceof Element && event.target.closest('button, a, input')) counter.current.reset();
    else if (counter.current.press(event.timeStamp)) leaveQuickly();
  };
}
