import { useEffect } from 'react';
import { leave } from './lock.js';

const idleMs = 10 * 60_000;
const checkEveryMs = 15_000;

/** Blurs the page while another window is in front, and ends the session after ten minutes without a touch. */
export function usePrivacyGuard(): void {
  useEffect(() => {
    let lastUse = Date.now();
    const used = () => {
      lastUse = Date.now();
    };
    const check = () => {
      if (Date.now() - lastUse > idleMs) void leave('idle');
    };
    const onVisibility = () => {
      const root = document.documentElement;
      if (document.visibilityState === 'hidden') root.dataset['away'] = '';
      else {
        delete root.dataset['away'];
        check();
      }
    };
    const timer = setInterval(check, checkEveryMs);
    const uses = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
    for (const use of uses) window.addEventListener(use, used, { passive: true });
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearInterval(timer);
      for (const use of uses) window.removeEventListener(use, used);
      document.removeEventListener('visibilitychange', onVisibility);
      delete document.documentElement.dataset['away'];
    };
  }, []);
}
