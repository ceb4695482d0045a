export * from './account.errors.js';
export * from './account.repository.js';
export * from './accounts.module.js';
export * from './find-accounts.query.js';
export * from './grant-membership.service.js';
export * from './membership.rules.js';
export * from './register-account.service.js';
export * from './register-organisation.service.js';
