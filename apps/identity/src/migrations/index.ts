import type { MigrationClass } from '@an-tam/persistence';
import { CreateTraceTable1795219200000 } from './1795219200000-create-trace-table.js';
import { CreateAccounts1795219200001 } from './1795219200001-create-accounts.js';
import { CreateOidcPayload1795219200002 } from './1795219200002-create-oidc-payload.js';
import { LetPeopleKeepTheirCredentials1795219200003 } from './1795219200003-let-people-keep-their-credentials.js';
import { CreateAuditSeal1795310000000 } from './1795310000000-create-audit-seal.js';
import { CreateSecondFactors1795310000100 } from './1795310000100-create-second-factors.js';
import { CreateEnrolmentCodes1795310000200 } from './1795310000200-create-enrolment-codes.js';
import { CreateFactorResets1795320000000 } from './1795320000000-create-factor-resets.js';
import { KnowFurtherKindsOfOrganisation1795320000100 } from './1795320000100-know-further-kinds-of-organisation.js';
import { AddKeeperRoles1795320000200 } from './1795320000200-add-keeper-roles.js';
import { CreateTeam1795320000300 } from './1795320000300-create-team.js';
import { ShowColleagues1795320000310 } from './1795320000310-show-colleagues.js';
import { ShowCentres1795350000400 } from './1795350000400-show-centres.js';

export const migrations: readonly MigrationClass[] = [
  CreateTraceTable1795219200000,
  CreateAccounts1795219200001,
  CreateOidcPayload1795219200002,
  LetPeopleKeepTheirCredentials1795219200003,
  CreateAuditSeal1795310000000,
  CreateSecondFactors1795310000100,
  CreateEnrolmentCodes1795310000200,
  CreateFactorResets1795320000000,
  KnowFurtherKindsOfOrganisation1795320000100,
  AddKeeperRoles1795320000200,
  CreateTeam1795320000300,
  ShowColleagues1795320000310,
  ShowCentres1795350000400,
];
