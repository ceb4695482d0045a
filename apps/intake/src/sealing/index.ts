export * from './row-sealer.js';
export * from './sealed-row.entity.js';
export * from './sealing.errors.js';
export * from './sealing.module.js';
export * from './sensitive-columns.js';
