export * from './access.guard.js';
export * from './assert-routes-declared.js';
export * from './denial-log.js';
export * from './route-permission.js';
