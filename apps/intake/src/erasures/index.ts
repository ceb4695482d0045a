export { CaseTombstoneEntity } from './case-tombstone.entity.js';
export { ErasuresModule } from './erasures.module.js';
