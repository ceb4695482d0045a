import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The value of one metric of a service, as a scraper reads it; 0 before it was counted. */
export async function readMetric(app: NestFastifyApplication, name: string): Promise<number> {
  const { statusCode, body } = await app.inject({ method: 'GET', url: '/health/metrics' });
  expect(statusCode).toBe(200);
  const line = body.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}
