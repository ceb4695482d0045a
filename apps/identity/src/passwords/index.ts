export * from './own-password.module.js';
export * from './password-hasher.js';
export * from './passwords.module.js';
export * from './require-strong-password.js';
