export { transferColumns } from './case-transfer.repository.js';
export { CaseTransfersModule } from './case-transfers.module.js';
export { ReferralWhereabouts } from './referral-whereabouts.js';
