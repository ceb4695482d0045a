import { readCaseCode } from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';
import type { CaseTombstoneEntity } from './case-tombstone.entity.js';

/** @throws InvalidInputError unless what was typed is the code, in whatever case and with whatever dashes */
export function refuseOtherCode(typed: string, code: string | undefined): asserts code is string {
  if (code !== undefined && readCaseCode(typed) === code) return;
  const message = {
    vi: 'Mã bạn gõ không phải mã của hồ sơ này.',
    en: 'What you typed is not the code of this file.',
  };
  throw new InvalidInputError([{ field: 'typed', message }]);
}

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

/** A rotation of a centre's KEK that came to its end: every version before `toVersion` is destroyed. */
interface EndedRotation {
  readonly toVersion: number;
  readonly finishedAt: Date | null;
}

/** When the last version of the KEK that wrapped the case's keys was destroyed; null while it is kept. */
export function kekDestroyedAt(
  { kekVersion }: Pick<CaseTombstoneEntity, 'kekVersion'>,
  ended: readonly EndedRotation[],
): Date | null {
  if (kekVersion === null) return null;
  const ends = ended.flatMap(({ toVersion, finishedAt }) => (finishedAt && toVersion > kekVersion ? [finishedAt] : []));
  return ends.length > 0 ? new Date(Math.min(...ends.map((end) => end.getTime()))) : null;
}

/** How far an erasure is: final only when no backup of the keys can be left, or none could be opened any more. */
export function progressOf(
  { state, backupsExpireOn: expiry }: Pick<CaseTombstoneEntity, 'state' | 'backupsExpireOn'>,
  today: string,
  kekDestroyed: Date | null,
): 'in_progress' | 'erased' | 'final' {
  if (state !== 'erased' || expiry === null) return 'in_progress';
  return kekDestroyed || today > expiry ? 'final' : 'erased';
}
