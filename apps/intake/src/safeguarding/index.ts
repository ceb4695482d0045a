export { ConcernWriter } from './concern-writer.js';
export { SafeguardingConcernEntity } from './safeguarding-concern.entity.js';
export { SafeguardingConcernRepository } from './safeguarding-concern.repository.js';
export { SafeguardingModule } from './safeguarding.module.js';
