import { useSyncExternalStore } from 'react';
import { leaveReason, onLock } from './lock.js';

/**
 * Work that was begun and not sent yet, in the memory of this tab alone: storage of the browser would outlive the
 * session on a shared computer and be readable on its disk. It outlives an ended session, because only the same
 * account sees it again; leaving on purpose and closing the tab end it.
 */
interface KeptWork {
  readonly accountId: string;
  readonly content: unknown;
}

let kept: KeptWork | null = null;
const listeners = new Set<() => void>();

function replace(next: KeptWork | null): void {
  kept = next;
  for (const listener of listeners) listener();
}

onLock(() => {
  if (leaveReason() !== 'idle') replace(null);
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The work this account began here, or null. */
export function useKeptWork<T>(accountId: string): T | null {
  const work = useSyncExternalStore(subscribe, () => kept);
  return work?.accountId === accountId ? (work.content as T) : null;
}

export const useHasKeptWork = (): boolean => useSyncExternalStore(subscribe, () => kept !== null);

/** Puts this in place of what was kept; null forgets it. */
export function keepWork(accountId: string, content: unknown): void {
  replace(content === null ? null : { accountId, content });
}
