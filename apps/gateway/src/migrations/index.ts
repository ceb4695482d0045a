import type { MigrationClass } from '@an-tam/persistence';
import { CreateTraceTable1795132800000 } from './1795132800000-create-trace-table.js';
import { CreateSessions1795132800001 } from './1795132800001-create-sessions.js';
import { TellSessionsApart1795132800002 } from './1795132800002-tell-sessions-apart.js';
import { CreateAuditSeal1795310000000 } from './1795310000000-create-audit-seal.js';

export const migrations: readonly MigrationClass[] = [
  CreateTraceTable1795132800000,
  CreateSessions1795132800001,
  TellSessionsApart1795132800002,
  CreateAuditSeal1795310000000,
];
