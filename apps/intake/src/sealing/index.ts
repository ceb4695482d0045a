export * from './categories-of.js';
export * from './client-identifiers.js';
export * from './sealing.errors.js';
export * from './sealing.module.js';
export * from './sealed-tables.js';
