import { endSession } from '../api/api-client.js';
import { forgetSession } from '../api/session.js';

/** Why nobody is signed in any more; the landing page says it in words. */
export type LeaveReason = 'none' | 'expired' | 'idle' | 'left';

let reason: LeaveReason = 'none';
const listeners = new Set<() => void>();

/** Called before a session ends, for whatever holds a secret outside the page's cache. */
export function onLock(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function leaveReason(): LeaveReason {
  return reason;
}

export function noteLeaveReason(next: LeaveReason): void {
  reason = next;
}

function lockAll(): void {
  for (const listener of listeners) listener();
}

/** Ends the session here and at the server. The page forgets even when the server cannot be reached. */
export async function leave(next: LeaveReason): Promise<void> {
  reason = next;
  lockAll();
  try {
    await endSession();
  } finally {
    forgetSession();
  }
}

/** A page anybody may have open. Replaces this one in the history. */
export const neutralPlace = 'https://vi.wikipedia.org/wiki/Trang_Ch%C3%ADnh';

/** Hides everything in the same frame, ends the session without waiting, and goes. */
export function leaveQuickly(): void {
  document.documentElement.dataset['leaving'] = '';
  document.title = 'Wikipedia';
  lockAll();
  endSession().catch(() => undefined);
  window.location.replace(neutralPlace);
}
