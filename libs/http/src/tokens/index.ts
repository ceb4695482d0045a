export * from './request-tokens.js';
export * from './service-caller.js';
export * from './service-tokens.js';
export * from './trusted-keys.js';
export * from './unauthenticated.error.js';
export * from './user-tokens.js';
