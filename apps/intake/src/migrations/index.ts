import type { MigrationClass } from '@an-tam/persistence';
import { CreateIntakeTables1795300000100 } from './1795300000100-create-intake-tables.js';

/** Migrations of the database `intake`, oldest first. */
export const migrations: readonly MigrationClass[] = [CreateIntakeTables1795300000100];
export { keysMigrations } from './keys/index.js';
