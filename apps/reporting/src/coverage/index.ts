export * from './coverage.module.js';
