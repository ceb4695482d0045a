export * from './api-answer.js';
export * from './browser-session.js';
