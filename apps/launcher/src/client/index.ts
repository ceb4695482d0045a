export * from './authenticator.js';
export * from './api-answer.js';
export * from './browser-session.js';
export * from './case-work.js';
export * from './partner-work.js';
