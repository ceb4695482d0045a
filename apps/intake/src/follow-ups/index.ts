export { FollowUpEntity } from './follow-up.entity.js';
export { FollowUpMapper } from './follow-up.mapper.js';
export { FollowUpRepository } from './follow-up.repository.js';
export { FollowUpsModule } from './follow-ups.module.js';
