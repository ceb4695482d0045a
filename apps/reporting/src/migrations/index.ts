import type { MigrationClass } from '@an-tam/persistence';
import { CreateRelease1795300000000 } from './1795300000000-create-release.js';

/** In the order they apply. */
export const migrations: readonly MigrationClass[] = [CreateRelease1795300000000];
