export { CarePlanEntity } from './care-plan.entity.js';
export { CarePlanRepository } from './care-plan.repository.js';
export { openSteps } from './care-plan.rules.js';
export { CarePlansModule } from './care-plans.module.js';
