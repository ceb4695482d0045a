export * from './cross-site.guard.js';
export * from './device.rules.js';
export * from './open-session.service.js';
export * from './resolve-session.service.js';
export * from './session-callers.js';
export { hashOfCookie, newCookieValue, SessionCookie } from './session-cookie.js';
export type { Proof } from './session.repository.js';
export * from './sessions.module.js';
