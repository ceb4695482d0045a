export * from './inbox.js';
export * from './message-sender.js';
export * from './outbox-dispatcher.js';
export * from './outbox-tables.js';
export * from './outbox.js';
export * from './outbox.module.js';
