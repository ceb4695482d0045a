export * from './identity-client.js';
export * from './identity.errors.js';
export * from './identity.module.js';
