export { mergeColumns } from './case-merge.repository.js';
export { CaseMergesModule } from './case-merges.module.js';
