export { CaseTombstoneEntity } from './case-tombstone.entity.js';
export { CaseTombstoneRepository } from './case-tombstone.repository.js';
export { ErasuresModule } from './erasures.module.js';
export { FinishErasureService } from './finish-erasure.service.js';
export { IntendErasureService } from './intend-erasure.service.js';
