export * from './centre-staff.client.js';
export * from './centre-staff.module.js';
export * from './staff.rules.js';
