/** What a service's processor time goes to, from a profile that Node.js wrote. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** First match names the part. */
const parts = [
  ['sealing and opening', /libsodium|field-encryption/],
  ['tokens', /\/jose\/|http\/dist\/tokens|webcrypto/],
  ['PostgreSQL client', /\/pg(-[a-z-]+)?\/|persistence\/dist/],
  ['TypeORM', /\/typeorm\//],
  ['HTTP and Nest', /fastify|@nestjs|\/rxjs\/|find-my-way|light-my-request|node:_?http|node:net|pino/],
  ['schemas', /\/zod\//],
  ['rules', /@casl|access-rules|ucast/],
  ['audit log', /libs\/audit/],
  ['use cases', /dist\/apps\/intake/],
  ['Node.js itself', /^node:|^$/],
];

/** @returns share of the processor time by part, most first; idle time is not counted. */
export async function sharesOf(folder) {
  const [file] = (await readdir(folder)).filter((name) => name.endsWith('.cpuprofile'));
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(join(folder, file), 'utf8'));
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const spent = new Map();
  let all = 0;
  for (const [at, id] of samples.entries()) {
    const { url, functionName } = byId.get(id);
    if (functionName === '(idle)' || functionName === '(program)') continue;
    const part =
      functionName === '(garbage collector)'
        ? 'garbage collector'
        : (parts.find(([, pattern]) => pattern.test(url))?.[0] ?? 'other libraries');
    spent.set(part, (spent.get(part) ?? 0) + timeDeltas[at]);
    all += timeDeltas[at];
  }
  return [...spent].map(([part, time]) => ({ part, share: time / all })).sort((one, other) => other.share - one.share);
}
