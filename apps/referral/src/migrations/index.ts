import { CreateTraceTables1795305600000 } from './1795305600000-create-trace-tables.js';
import { CreateDirectory1795305600001 } from './1795305600001-create-directory.js';
import { CreatePartnerKey1795305600002 } from './1795305600002-create-partner-key.js';
import { CreateReferral1795305600003 } from './1795305600003-create-referral.js';
import { CreateAuditSeal1795310000000 } from './1795310000000-create-audit-seal.js';

/** All migrations, oldest first. */
export const migrations = [
  CreateTraceTables1795305600000,
  CreateDirectory1795305600001,
  CreatePartnerKey1795305600002,
  CreateReferral1795305600003,
  CreateAuditSeal1795310000000,
];
