import { QueryFailedError } from 'typeorm';

type Answers<T extends readonly unknown[]> = { -readonly [K in keyof T]: Awaited<T[K]> };

/** Another statement of the transaction has failed; this one says nothing of the reason. */
const isCollateral = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '25P02';

/**
 * Work of one transaction that need not wait for each other's answers; nothing of it is left running afterwards.
 * @throws what failed by itself, before whatever failed because of it
 */
export async function together<T extends readonly unknown[]>(work: readonly [...T]): Promise<Answers<T>> {
  const done = await Promise.allSettled(work);
  const failures = done.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length > 0) throw failures.find((error) => !isCollateral(error)) ?? failures[0];
  return done.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as Answers<T>;
}
