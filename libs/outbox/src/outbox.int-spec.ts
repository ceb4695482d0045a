import type { CallContext, OutboxMessage } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { makeTokenKeys } from '../../../test/support/token-keys.js';
import { Inbox, MessageOutOfOrderError } from './inbox.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';
import { outboxTablesV1 } from './outbox-tables.js';
import { Outbox } from './outbox.js';

class CreateOutbox1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of outboxTablesV1('courier_app')) await runner.query(sql);
  }
  async down(): Promise<void> {
    throw new Error('not used');
  }
}

const context: CallContext = { actor: { system: 'test' }, requestId: 'request-1' };

describe('outbox and inbox', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  let receiver: Server;
  let received: OutboxMessage[];
  /** Status codes to answer with, one a request; 204 when used up. */
  let answers: number[];
  let dispatchers: OutboxDispatcher[];
  const outbox = new Outbox();

  beforeEach(async () => {
    database = await createTestDatabase('courier', ['courier_app'], [CreateOutbox1700000000001]);
    dataSource = await new DataSource({ type: 'postgres', url: database.url(), poolSize: 8 }).initialize();
    unitOfWork = new UnitOfWork(dataSource);
    received = [];
    answers = [];
    dispatchers = [];
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const status = answers.shift() ?? 204;
        if (status === 204) received.push(JSON.parse(body) as OutboxMessage);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const dispatcher of dispatchers) await dispatcher.onApplicationShutdown();
    await dataSource.destroy();
    await new Promise<void>((resolve) => receiver.close(() => resolve()));
    await database.drop();
  });

  async function startDispatcher(): Promise<OutboxDispatcher> {
    const tokens = await makeTokenKeys(['here']);
    const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const peers = {
      service: 'here',
      keys: { current: () => tokens.signingKey('here') },
      addresses: { there: address },
    };
    const dispatcher = new OutboxDispatcher(unitOfWork, peers, database.url());
    dispatchers.push(dispatcher);
    await dispatcher.onApplicationBootstrap();
    return dispatcher;
  }

  const send = (sequenceKey: string, n: number) =>
    unitOfWork.run(context, (tx) =>
      outbox.append(tx, { destination: 'there', topic: 'sample.v1', sequenceKey, payload: { n } }),
    );
  const numbersOf = (key: string) =>
    received.filter((m) => m.sequenceKey === key).map((m) => (m.payload as { n: number }).n);

  it('sends what commits and nothing that rolls back', async () => {
    const dispatcher = await startDispatcher();
    await send('a', 1);
    const failing = unitOfWork.run(context, async (tx) => {
      await outbox.append(tx, { destination: 'there', topic: 'sample.v1', sequenceKey: 'a', payload: { n: 2 } });
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await send('a', 3);
    expect(await dispatcher.settled('there', 'a', 10_000)).toBe(true);
    expect(numbersOf('a')).toEqual([1, 3]);
    expect(received.map((m) => m.sequence)).toEqual([1, 2]);
  });

  it('keeps the order of a key through failures while other keys go on', async () => {
    for (let n = 1; n <= 4; n += 1) await send('slow', n);
    answers = [503, 500, 429];
    await send('quick', 1);
    const dispatcher = await startDispatcher();
    expect(await dispatcher.settled('there', 'quick', 10_000)).toBe(true);
    expect(await dispatcher.settled('there', 'slow', 20_000)).toBe(true);
    expect(numbersOf('slow')).toEqual([1, 2, 3, 4]);
    expect(numbersOf('quick')).toEqual([1]);
  });

  it('delivers each message once in order with several dispatchers and concurrent writers', async () => {
    const [first] = [await startDispatcher(), await startDispatcher()];
    await Promise.all(Array.from({ length: 40 }, (_, n) => send(`key-${n % 3}`, n)));
    for (const key of ['key-0', 'key-1', 'key-2']) expect(await first?.settled('there', key, 20_000)).toBe(true);
    expect(new Set(received.map((m) => m.id)).size).toBe(40);
    expect(received).toHaveLength(40);
    for (const key of ['key-0', 'key-1', 'key-2']) {
      const sequence = received.filter((m) => m.sequenceKey === key).map((m) => m.sequence);
      expect(sequence).toEqual(sequence.map((_, position) => position + 1));
    }
  });

  it('sets a refused message aside, visible, and holds its key', async () => {
    answers = [400];
    await send('a', 1);
    await send('a', 2);
    await send('b', 1);
    const dispatcher = await startDispatcher();
    expect(await dispatcher.settled('there', 'b', 10_000)).toBe(true);
    expect(await dispatcher.settled('there', 'a', 300)).toBe(false);
    expect(numbersOf('a')).toEqual([]);
    const dead = await unitOfWork.run({ ...context, actor: { system: 'outbox' } }, (tx): Promise<unknown[]> =>
      tx.manager.query(`SELECT sequence_key, last_failure FROM outbox_message WHERE dead_at IS NOT NULL`),
    );
    expect(dead).toEqual([{ sequence_key: 'a', last_failure: 'status 400' }]);
  });

  it('hides messages from everybody but the dispatcher', async () => {
    await send('a', 1);
    expect(
      await unitOfWork.run(context, (tx): Promise<unknown[]> => tx.manager.query('SELECT 1 FROM outbox_message')),
    ).toEqual([]);
  });

  describe('inbox', () => {
    const message = (sequence: number, id = randomUUID()): OutboxMessage => ({
      id,
      topic: 'sample.v1',
      sequenceKey: 'k',
      sequence,
      payload: {},
    });

    it('gives each message one effect, in order', async () => {
      const inbox = new Inbox(unitOfWork);
      const effects: number[] = [];
      const receive = (m: OutboxMessage) =>
        inbox.receive(m, 'there', 'request-1', undefined, async () => void effects.push(m.sequence));
      const first = message(1);
      expect(await receive(first)).toBe('received');
      expect(await receive(first)).toBe('repeated');
      await expect(receive(message(3))).rejects.toThrow(MessageOutOfOrderError);
      await expect(receive(message(1))).rejects.toThrow(MessageOutOfOrderError);
      expect(await receive(message(2))).toBe('received');
      expect(effects).toEqual([1, 2]);
    });

    it('counts a message as received only when its effect commits', async () => {
      const inbox = new Inbox(unitOfWork);
      const first = message(1);
      const failing = inbox.receive(first, 'there', 'request-1', undefined, () => Promise.reject(new Error('stop')));
      await expect(failing).rejects.toThrow('stop');
      expect(await inbox.receive(first, 'there', 'request-1', undefined, () => Promise.resolve())).toBe('received');
    });

    it('takes the same message twice at once and acts once', async () => {
      const inbox = new Inbox(unitOfWork);
      const first = message(1);
      let effects = 0;
      const receive = () =>
        inbox.receive(first, 'there', 'request-1', undefined, async () => {
          effects += 1;
          await sleep(50);
        });
      expect((await Promise.all([receive(), receive(), receive()])).sort()).toEqual([
        'received',
        'repeated',
        'repeated',
      ]);
      expect(effects).toBe(1);
    });
  });
});
