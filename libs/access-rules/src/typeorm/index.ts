export * from './ability-to-sql.js';
