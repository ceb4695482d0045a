export * from './member-desk.js';
export * from './members.module.js';
