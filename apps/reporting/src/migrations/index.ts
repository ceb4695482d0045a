import type { MigrationClass } from '@an-tam/persistence';
import { CreateRelease1795300000000 } from './1795300000000-create-release.js';
import { CreateAuditSeal1795310000000 } from './1795310000000-create-audit-seal.js';

/** In the order they apply. */
export const migrations: readonly MigrationClass[] = [CreateRelease1795300000000, CreateAuditSeal1795310000000];
