export * from './cross-site.guard.js';
export * from './open-session.service.js';
export * from './resolve-session.service.js';
export { hashOfCookie, newCookieValue, SessionCookie } from './session-cookie.js';
export * from './sessions.module.js';
