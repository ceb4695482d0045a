export type EntryPurpose = 'kek' | 'blind-index' | 'signing' | 'reply';

/** Names a key inside a store. It stands in the clear and is bound by the wrap. */
export interface KeyName {
  readonly purpose: EntryPurpose | 'recovery' | 'root';
  /** A centre id, the name of a key pair, or for the recovery and the root key the id of their store. */
  readonly subject: string;
  readonly version: number;
}

/** One key, wrapped under the root key. */
export interface KeyEntry extends KeyName {
  readonly purpose: EntryPurpose;
  readonly wrapped: string;
  /** The same key wrapped under the recovery key; null until recovery shares are made. */
  readonly recovery: string | null;
}

/** The recovery key of which people keep shares: its name, and itself wrapped under the root key. */
export interface RecoveryRecord {
  readonly keyId: string;
  readonly wrapped: string;
}

/** What every kind of store keeps; how it is wrapped and authenticated is the store's own affair. */
export interface StoreContents {
  readonly id: string;
  readonly recovery: RecoveryRecord | null;
  readonly entries: readonly KeyEntry[];
}

const PURPOSES: readonly string[] = ['kek', 'blind-index', 'signing', 'reply'] satisfies readonly EntryPurpose[];

export function isEntry(value: unknown): value is KeyEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { purpose, subject, version, wrapped } = value as Record<string, unknown>;
  const named = typeof purpose === 'string' && PURPOSES.includes(purpose) && typeof subject === 'string';
  return named && Number.isInteger(version) && typeof wrapped === 'string';
}

function isRecovery(value: unknown): value is RecoveryRecord | null {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { keyId, wrapped } = value as Record<string, unknown>;
  return typeof keyId === 'string' && typeof wrapped === 'string';
}

/** Either every entry is wrapped for recovery and there is a record and a MAC under it, or none of it is there. */
export function hasWholeRecovery({ recovery, entries }: StoreContents, recoveryMac: unknown): boolean {
  if (!isRecovery(recovery) || typeof recoveryMac !== 'string') return false;
  return entries.every((entry) => (recovery === null ? entry.recovery === null : typeof entry.recovery === 'string'));
}
