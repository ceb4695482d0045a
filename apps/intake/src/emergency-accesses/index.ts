export { EmergencyAccessRepository, emergencyColumns } from './emergency-access.repository.js';
export { EmergencyAccessesModule } from './emergency-accesses.module.js';
