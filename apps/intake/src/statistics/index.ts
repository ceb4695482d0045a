export { ReleaseApprovalEntity } from './release-approval.entity.js';
export { ReleaseEntity } from './release.entity.js';
export { releaseColumns } from './release.repository.js';
export { StatisticsModule } from './statistics.module.js';
