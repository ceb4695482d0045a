import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import type { ConcernView, GiveReport, PrepareReport, StatutoryReport, UserContext } from '@an-tam/contracts';
import { CodeChecks } from '../reference-data/index.js';
import { ConcernDesk, type ConcernAddress, type ConcernAtHand } from './concern-desk.js';
import { ReportFacts } from './report-facts.js';
import { ConcernOrderError, ConcernStateError, SecondPersonError } from './safeguarding-concern.errors.js';
import { missingToPress } from './safeguarding-concern.rules.js';

type Place = Omit<ConcernAddress, 'version'>;

const blank: StatutoryReport = {
  state: 'draft',
  fields: {},
  childTold: null,
  pressedById: null,
  confirmedById: null,
  givenTo: null,
  givenOn: null,
  givenById: null,
};

/** The report that the law asks for: prepared here, decided by two people, and carried by a person. Nothing sends it. */
@Injectable()
export class StatutoryReportService {
  constructor(
    private readonly desk: ConcernDesk,
    private readonly facts: ReportFacts,
    private readonly checks: CodeChecks,
  ) {}

  /** Draws from the file what is not given; a change takes back what was pressed. @throws ConcernStateError */
  async prepare(context: UserContext, place: Place, input: PrepareReport): Promise<ConcernView> {
    const { childTold } = input;
    if (childTold?.told) this.checks.refuse(this.checks.notInFuture('childTold.on', childTold.on));
    return this.change(context, { ...place, version: input.version }, async (atHand) => {
      const { report } = atHand.content;
      if (report?.state === 'given') throw new ConcernStateError();
      const known = new Set(atHand.guide.reportFields.map(({ code }) => code));
      const fields = Object.fromEntries(Object.entries(input.fields ?? {}).filter(([code]) => known.has(code)));
      return {
        ...blank,
        fields: { ...(report?.fields ?? (await this.facts.of(atHand))), ...fields },
        childTold: childTold ?? report?.childTold ?? null,
      };
    });
  }

  /** @throws ConcernOrderError naming what is missing, ConcernStateError */
  async press(context: UserContext, address: ConcernAddress): Promise<ConcernView> {
    return this.change(context, address, ({ content: { report }, guide, actor }) => {
      if (!report) throw new ConcernOrderError(['report']);
      if (report.state !== 'draft') throw new ConcernStateError();
      const missing = missingToPress(report, guide.reportFields);
      if (missing.length > 0) throw new ConcernOrderError(missing);
      return { ...report, state: 'pressed', pressedById: actor.accountId };
    });
  }

  /** @throws SecondPersonError for who pressed, ConcernOrderError when nobody has, ConcernStateError when it was done */
  async confirm(context: UserContext, address: ConcernAddress): Promise<ConcernView> {
    return this.change(context, address, ({ content: { report }, place, actor }) => {
      if (!report || report.state === 'draft') throw new ConcernOrderError(['pressed']);
      if (report.state !== 'pressed' || report.pressedById === null) throw new ConcernStateError();
      if (report.pressedById === actor.accountId) throw new SecondPersonError();
      throwUnlessCan(actor, 'approve', 'SafeguardingConcern', {
        centreId: place.centreId,
        accountId: report.pressedById,
      });
      return { ...report, state: 'confirmed', confirmedById: actor.accountId };
    });
  }

  /** A person gave it to somebody. @throws ConcernOrderError when nobody has confirmed it, ConcernStateError */
  async give(context: UserContext, place: Place, { version, givenTo, givenOn }: GiveReport): Promise<ConcernView> {
    this.checks.refuse(this.checks.notInFuture('givenOn', givenOn));
    return this.change(context, { ...place, version }, ({ content: { report }, actor }) => {
      if (!report || report.state === 'draft' || report.state === 'pressed') throw new ConcernOrderError(['confirmed']);
      if (report.state !== 'confirmed') throw new ConcernStateError();
      return { ...report, state: 'given', givenTo, givenOn, givenById: actor.accountId };
    });
  }

  private change(
    context: UserContext,
    address: ConcernAddress,
    work: (atHand: ConcernAtHand) => StatutoryReport | Promise<StatutoryReport>,
  ): Promise<ConcernView> {
    return this.desk.change(context, address, async (atHand) => {
      if (!atHand.kind.hasReport) throw new ConcernStateError();
      return { content: { ...atHand.content, report: await work(atHand) } };
    });
  }
}
