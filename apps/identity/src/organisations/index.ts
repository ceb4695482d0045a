export { organisationScopeColumns } from './organisation.query.js';
export * from './organisations.module.js';
