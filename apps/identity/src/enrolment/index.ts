export * from './account-name.js';
export * from './enrolment.module.js';
export * from './first-administrator.module.js';
export * from './first-administrator.service.js';
export * from './give-enrolment-code.service.js';
