export { ApplyReferralNewsService } from './apply-referral-news.service.js';
export { CaseReferralEntity } from './case-referral.entity.js';
export { CaseReferralMapper } from './case-referral.mapper.js';
export { CaseReferralRepository } from './case-referral.repository.js';
export { liveStates } from './referral.rules.js';
export { ReferralWriter } from './referral-writer.js';
export { ReferralsModule } from './referrals.module.js';
