export { FollowUpEntity } from './follow-up.entity.js';
export { FollowUpMapper } from './follow-up.mapper.js';
export { FollowUpRepository } from './follow-up.repository.js';
export { FollowUpsModule } from './follow-ups.module.js';
export { PlanFollowUpService } from './plan-follow-up.service.js';
export { PlannedFollowUpEntity } from './planned-follow-up.entity.js';
export { PlannedFollowUpRepository } from './planned-follow-up.repository.js';
