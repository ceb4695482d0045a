import 'reflect-metadata';
import { assertRoutesDeclared } from '@an-tam/access-rules/nest';
import { assertWhitelistCovers } from '@an-tam/access-rules/typeorm';
import { ready } from '@an-tam/field-encryption';
import { runService } from '@an-tam/http';
import { accessFindingColumns } from './access-findings/index.js';
import { mergeColumns } from './case-merges/index.js';
import { transferColumns } from './case-transfers/index.js';
import { caseColumns } from './case-access/index.js';
import { contactColumns } from './contacts/index.js';
import { emergencyColumns } from './emergency-accesses/index.js';
import { IntakeModule } from './intake.module.js';
import { leaveCoverColumns } from './leave-covers/index.js';
import { pinColumns } from './partner-keys/index.js';
import { pendingContactColumns } from './pending-contacts/index.js';
import { problemTexts } from './problem-texts.js';
import { readIntakeSettings } from './settings.js';
import { releaseColumns } from './statistics/index.js';

await runService(async () => {
  const settings = readIntakeSettings();
  await ready();
  assertWhitelistCovers('AccessFinding', accessFindingColumns);
  assertWhitelistCovers('CaseFile', caseColumns);
  assertWhitelistCovers('CaseMerge', mergeColumns);
  assertWhitelistCovers('CaseTransfer', transferColumns);
  assertWhitelistCovers('Contact', contactColumns);
  assertWhitelistCovers('EmergencyAccess', emergencyColumns);
  assertWhitelistCovers('LeaveCover', leaveCoverColumns);
  assertWhitelistCovers('PartnerKeyPin', pinColumns);
  assertWhitelistCovers('PendingContact', pendingContactColumns);
  assertWhitelistCovers('Release', releaseColumns);
  return {
    name: 'intake',
    module: await IntakeModule.forRoot(settings),
    host: settings.AN_TAM_HOST,
    port: settings.AN_TAM_PORT,
    problemTexts,
    beforeListen: assertRoutesDeclared,
  };
});
