export * from './attempt.errors.js';
export * from './attempt-throttle.js';
export * from './attempts.module.js';
export * from './known-devices.js';
