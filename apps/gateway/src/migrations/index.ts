import type { MigrationClass } from '@an-tam/persistence';
import { CreateTraceTable1795132800000 } from './1795132800000-create-trace-table.js';
import { CreateSessions1795132800001 } from './1795132800001-create-sessions.js';

export const migrations: readonly MigrationClass[] = [CreateTraceTable1795132800000, CreateSessions1795132800001];
