export * from './proxy.module.js';
