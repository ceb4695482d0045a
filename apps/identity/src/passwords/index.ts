export * from './own-password.module.js';
export { WrongPasswordError } from './password.errors.js';
export * from './password-hasher.js';
export * from './passwords.module.js';
export * from './present-password.js';
export * from './require-strong-password.js';
