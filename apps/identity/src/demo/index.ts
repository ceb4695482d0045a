export * from './demo-organisations.js';
export * from './demo.module.js';
export * from './seed-demo-authenticators.service.js';
export * from './seed-demo.service.js';
