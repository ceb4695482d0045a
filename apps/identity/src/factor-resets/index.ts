export { factorResetUse } from './decide-factor-reset.service.js';
export * from './factor-reset.errors.js';
export * from './factor-reset.repository.js';
export * from './factor-resets.module.js';
