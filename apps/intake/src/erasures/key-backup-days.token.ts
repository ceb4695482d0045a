/** Injection token: days for which backups of the case-key database are kept. */
export const KEY_BACKUP_DAYS = Symbol('key backup days');
