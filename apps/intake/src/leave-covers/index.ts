export { leaveCoverColumns } from './leave-cover.repository.js';
export { LeaveCoversModule } from './leave-covers.module.js';
