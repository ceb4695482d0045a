/**
 * The floor: the same answers from Nest on Express with TypeORM and nothing else. Values lie in the clear; there is no
 * authentication, no rule, no row security, no audit and no key. Runs as a process of its own: `DATABASE_URL`.
 */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { EntitySchema } from 'typeorm';

const text = { type: 'text', nullable: true };
const part = (name, inverse) =>
  new EntitySchema({
    name,
    columns: {
      id: { type: 'uuid', primary: true },
      caseId: { type: 'uuid', name: 'case_id' },
      content: { type: 'jsonb' },
    },
    indices: [{ columns: ['caseId'] }],
    relations: {
      caseFile: { type: 'many-to-one', target: 'case_file', inverseSide: inverse, joinColumn: { name: 'case_id' } },
    },
  });
/** What hangs on a case, as its page shows it. */
const parts = { consents: 'consent', screenings: 'screening', referrals: 'case_referral', followUps: 'follow_up' };

const caseFile = new EntitySchema({
  name: 'case_file',
  columns: {
    id: { type: 'uuid', primary: true },
    centreId: { type: 'uuid', name: 'centre_id' },
    code: text,
    status: text,
    assigneeId: { type: 'uuid', name: 'assignee_id' },
    version: { type: 'int' },
    alias: text,
    communeCode: { ...text, name: 'commune_code' },
    channel: text,
    openedOn: { type: 'date', name: 'opened_on' },
    reach: { type: 'jsonb', nullable: true },
    phone: text,
    birthYear: { type: 'int', name: 'birth_year', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
  },
  indices: [{ columns: ['centreId', 'createdAt'] }, { columns: ['centreId', 'phone'] }],
  relations: Object.fromEntries(
    Object.entries(parts).map(([name, target]) => [name, { type: 'one-to-many', target, inverseSide: 'caseFile' }]),
  ),
});
const entities = [caseFile, ...Object.entries(parts).map(([inverse, name]) => part(name, inverse))];

const shown = ({ id, code, alias, status, openedOn, assigneeId, version }) => ({
  id,
  code,
  alias,
  status,
  openedOn,
  assigneeId,
  version,
});

class CasesController {
  constructor(dataSource) {
    this.dataSource = dataSource;
    this.cases = dataSource.getRepository(caseFile);
  }

  async create({ consent, ...body }) {
    const row = { id: randomUUID(), code: randomUUID().slice(0, 10), status: 'open', version: 1, ...body };
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(caseFile, row);
      await manager.insert('consent', { id: randomUUID(), caseId: row.id, content: consent });
    });
    return shown(row);
  }

  get(id) {
    return this.cases.findOneOrFail({
      where: { id },
      relations: Object.fromEntries(Object.keys(parts).map((name) => [name, true])),
    });
  }

  row(id) {
    return this.cases.findOneByOrFail({ id });
  }

  async list(centreId) {
    const rows = await this.cases.find({ where: { centreId }, order: { createdAt: 'DESC' }, take: 26 });
    return { cases: rows.slice(0, 25).map(shown), hasMore: rows.length > 25 };
  }

  async search({ centreId, phone }) {
    return { cases: (await this.cases.find({ where: { centreId, phone }, take: 26 })).map(shown) };
  }
}

const route = (name, ...decorators) => {
  for (const decorate of decorators)
    decorate(CasesController.prototype, name, Object.getOwnPropertyDescriptor(CasesController.prototype, name));
};
Inject(getDataSourceToken())(CasesController, undefined, 0);
Controller()(CasesController);
route('create', Post('cases'));
route('get', Get('cases/:id'));
route('row', Get('rows/:id'));
route('list', Get('centres/:id/cases'));
route('search', Post('case-searches'), HttpCode(200));
for (const name of ['create', 'search']) Body()(CasesController.prototype, name, 0);
for (const name of ['get', 'row', 'list']) Param('id')(CasesController.prototype, name, 0);

class FloorModule {}
Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env['DATABASE_URL'],
      entities,
      synchronize: true,
      poolSize: 16,
    }),
  ],
  controllers: [CasesController],
})(FloorModule);

const app = await NestFactory.create(FloorModule, { logger: false });
await app.listen(0, '127.0.0.1');
process.send({ url: await app.getUrl() });
process.once('SIGTERM', () => void app.close());
