export * from './factor.errors.js';
export * from './factor.repository.js';
export * from './factor-vault.js';
export * from './factors.module.js';
export * from './passkey-ceremonies.js';
export * from './second-factor.rules.js';
export * from './verify-code.service.js';
