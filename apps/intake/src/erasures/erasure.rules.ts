import type { CaseTombstoneEntity } from './case-tombstone.entity.js';

/**
 * Last day on which a backup of the key database may still hold a key.
 * @param destroyedOn day (YYYY-MM-DD) on which the keys were destroyed
 * @param backupDays days for which backups are kept
 */
export function backupsExpireOn(destroyedOn: string, backupDays: number): string {
  const day = new Date(`${destroyedOn}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + backupDays);
  return day.toISOString().slice(0, 10);
}

/** How far an erasure is: only when no backup of the keys can be left is it final. */
export function progressOf(
  { state, backupsExpireOn: expiry }: Pick<CaseTombstoneEntity, 'state' | 'backupsExpireOn'>,
  today: string,
): 'in_progress' | 'erased' | 'final' {
  if (state !== 'erased' || expiry === null) return 'in_progress';
  return today > expiry ? 'final' : 'erased';
}
