export { FollowUpEntity } from './follow-up.entity.js';
export { FollowUpRepository } from './follow-up.repository.js';
export { FollowUpsModule } from './follow-ups.module.js';
