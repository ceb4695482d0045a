import type { MigrationClass } from '@an-tam/persistence';
import { CreateCaseKey1795300000000 } from './1795300000000-create-case-key.js';
import { CreateKekVersion1795300000100 } from './1795300000100-create-kek-version.js';
import { LetCaseKeysMove1795350000400 } from './1795350000400-let-case-keys-move.js';
import { FindCaseKeys1795350000600 } from './1795350000600-find-case-keys.js';

/** Migrations of the database `intake_keys`, oldest first. */
export const keysMigrations: readonly MigrationClass[] = [
  CreateCaseKey1795300000000,
  CreateKekVersion1795300000100,
  LetCaseKeysMove1795350000400,
  FindCaseKeys1795350000600,
];
