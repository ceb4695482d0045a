export * from './case-access.module.js';
export * from './case-file.entity.js';
export * from './case.errors.js';
export * from './case.repository.js';
export * from './client.entity.js';
export * from './exclusion.repository.js';
export * from './load-case.service.js';
export * from './client-facts.service.js';
