import { caseCategorySchema, type CaseCategory } from '@an-tam/contracts';

/** What is left out of an answer for a caller who knows these categories alone. */
export const withheldFrom = (known: ReadonlySet<CaseCategory>): CaseCategory[] =>
  caseCategorySchema.options.filter((category) => !known.has(category));
