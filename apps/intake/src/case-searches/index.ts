export { CaseSearchesModule } from './case-searches.module.js';
