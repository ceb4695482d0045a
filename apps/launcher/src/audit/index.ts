export { recordKeyAct } from './operator-entry.js';
