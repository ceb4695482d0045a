export { accessFindingColumns } from './access-finding.repository.js';
export { AccessFindingsModule } from './access-findings.module.js';
