export * from './password-hasher.js';
export * from './passwords.module.js';
