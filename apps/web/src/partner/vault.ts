import { useSyncExternalStore } from 'react';
import { onLock } from '../shell/lock.js';
import type { VaultAnswers, VaultCall, VaultReply, VaultRequest } from './vault-messages.js';

/** A step the vault refused; `code` is the class of failure. */
export class VaultError extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'VaultError';
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: VaultError) => void;
}

let worker: Worker | null = null;
let unlocked = false;
let lastId = 0;
const waiting = new Map<number, Waiting>();
const watchers = new Set<() => void>();

function setUnlocked(next: boolean): void {
  unlocked = next;
  for (const watcher of watchers) watcher();
}

function startWorker(): Worker {
  const started = new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<VaultReply>) => {
    const caller = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.done) caller?.resolve(data.answer);
    else caller?.reject(new VaultError(data.code));
  });
  started.addEventListener('error', () => lockVault());
  return started;
}

function ask<Step extends VaultRequest['step']>(
  request: Extract<VaultRequest, { step: Step }>,
): Promise<VaultAnswers[Step]> {
  worker ??= startWorker();
  const id = ++lastId;
  const answered = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
  worker.postMessage({ id, request } satisfies VaultCall);
  return answered as Promise<VaultAnswers[Step]>;
}

/** Opens the organisation's key inside the worker. Throws VaultError PASSPHRASE_WRONG. Takes about a second. */
export async function unlockVault(request: Omit<Extract<VaultRequest, { step: 'unlock' }>, 'step'>): Promise<void> {
  await ask<'unlock'>({ step: 'unlock', ...request });
  setUnlocked(true);
}

/** The payload of a packet. Throws VaultError PACKET_..., or LOCKED. */
export const openInVault = (packet: unknown, senderVerifyKey: string) =>
  ask<'open'>({ step: 'open', packet, senderVerifyKey });

/** A new key pair whose secret half is already sealed when it leaves the worker. */
export const createKeyInVault = (passphrase: string) => ask<'create'>({ step: 'create', passphrase });

/** Ends the worker and with it the only copy of the secret key. */
export function lockVault(): void {
  worker?.terminate();
  worker = null;
  for (const { reject } of waiting.values()) reject(new VaultError('LOCKED'));
  waiting.clear();
  setUnlocked(false);
}

onLock(lockVault);

export function useVaultUnlocked(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => unlocked,
  );
}
