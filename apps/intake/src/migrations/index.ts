import type { MigrationClass } from '@an-tam/persistence';
import { CreateIntakeTables1795300000100 } from './1795300000100-create-intake-tables.js';
import { CreateCaseTombstone1795300000200 } from './1795300000200-create-case-tombstone.js';
import { CreateKeyRotation1795300000300 } from './1795300000300-create-key-rotation.js';
import { NarrowRowSecurity1795300000310 } from './1795300000310-narrow-row-security.js';
import { LetRowsBeSealedAnew1795300000600 } from './1795300000600-let-rows-be-sealed-anew.js';
import { CreateAuditSeal1795310000000 } from './1795310000000-create-audit-seal.js';
import { AddClientIdentifiers1795310000100 } from './1795310000100-add-client-identifiers.js';
import { CreateNeedToKnow1795310000200 } from './1795310000200-create-need-to-know.js';
import { TellCaseReaders1795310000300 } from './1795310000300-tell-case-readers.js';
import { EraseAsOperator1795310000500 } from './1795310000500-erase-as-operator.js';
import { AskRowSecurityOnce1795320000100 } from './1795320000100-ask-row-security-once.js';
import { KeepAssessmentToItsRoles1795320000200 } from './1795320000200-keep-assessment-to-its-roles.js';
import { PlanLeaveCovers1795320000310 } from './1795320000310-plan-leave-covers.js';
import { OpenAuditDesk1795320000500 } from './1795320000500-open-audit-desk.js';
import { CreateAccessFinding1795320000510 } from './1795320000510-create-access-finding.js';
import { AddSafeReach1795330000200 } from './1795330000200-add-safe-reach.js';
import { CreateCarePlan1795330000300 } from './1795330000300-create-care-plan.js';
import { TellKindsOfContact1795330000310 } from './1795330000310-tell-kinds-of-contact.js';
import { AddTeamToCaseFile1795340000100 } from './1795340000100-add-team-to-case-file.js';
import { ReviewByTheUninvolved1795350000100 } from './1795350000100-review-by-the-uninvolved.js';
import { AskForTeamAsItStands1795350000110 } from './1795350000110-ask-for-team-as-it-stands.js';
import { CreateSafeguarding1795350000200 } from './1795350000200-create-safeguarding.js';
import { PublishQuestionnaires1795350000300 } from './1795350000300-publish-questionnaires.js';
import { CreateCaseMerge1795350000400 } from './1795350000400-create-case-merge.js';
import { CreateCaseTransfer1795350000410 } from './1795350000410-create-case-transfer.js';
import { CreatePendingContact1795350000500 } from './1795350000500-create-pending-contact.js';
import { CreateAttachment1795350000510 } from './1795350000510-create-attachment.js';
import { LetAttachmentsMove1795350000910 } from './1795350000910-let-attachments-move.js';
import { LetConcernsMove1795350000920 } from './1795350000920-let-concerns-move.js';

/** Migrations of the database `intake`, oldest first. */
export const migrations: readonly MigrationClass[] = [
  CreateIntakeTables1795300000100,
  CreateCaseTombstone1795300000200,
  CreateKeyRotation1795300000300,
  NarrowRowSecurity1795300000310,
  LetRowsBeSealedAnew1795300000600,
  CreateAuditSeal1795310000000,
  AddClientIdentifiers1795310000100,
  CreateNeedToKnow1795310000200,
  TellCaseReaders1795310000300,
  EraseAsOperator1795310000500,
  AskRowSecurityOnce1795320000100,
  KeepAssessmentToItsRoles1795320000200,
  PlanLeaveCovers1795320000310,
  OpenAuditDesk1795320000500,
  CreateAccessFinding1795320000510,
  AddSafeReach1795330000200,
  CreateCarePlan1795330000300,
  TellKindsOfContact1795330000310,
  AddTeamToCaseFile1795340000100,
  ReviewByTheUninvolved1795350000100,
  AskForTeamAsItStands1795350000110,
  CreateSafeguarding1795350000200,
  PublishQuestionnaires1795350000300,
  CreateCaseMerge1795350000400,
  CreateCaseTransfer1795350000410,
  CreatePendingContact1795350000500,
  CreateAttachment1795350000510,
  LetAttachmentsMove1795350000910,
  LetConcernsMove1795350000920,
];
export { keysMigrations } from './keys/index.js';
