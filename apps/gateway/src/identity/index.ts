export * from './identity-client.js';
export * from './identity.module.js';
