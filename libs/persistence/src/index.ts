export * from './embedded-postgres.js';
export * from './migrate.js';
export * from './persistence.module.js';
export * from './preparing-client.js';
export * from './provision.js';
export * from './together.js';
export * from './transaction-with.js';
export * from './unit-of-work.js';
