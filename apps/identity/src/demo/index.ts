export * from './demo-organisations.js';
export * from './demo.module.js';
export * from './seed-demo.service.js';
