export { EndConsentService } from './end-consent.service.js';
export { WithdrawalsModule } from './withdrawals.module.js';
