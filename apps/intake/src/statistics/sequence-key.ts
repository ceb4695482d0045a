/** Releases of one province and plan reach reporting in the order in which they were signed. */
export const sequenceKeyOf = (release: { readonly provinceCode: string; readonly plan: string }): string =>
  `${release.provinceCode}/${release.plan}`;
