import {
  caseListItemSchema,
  caseReferralViewSchema,
  caseViewSchema,
  consentViewSchema,
  currentQuestionnaireSchema,
  followUpViewSchema,
  screeningViewSchema,
  type CaseReferralView,
  type CaseView,
  type ConsentView,
  type GiveConsent,
  type OpenCase,
  type Questionnaire,
  type RecordFollowUp,
  type ReferNeed,
  type ScreeningAnswers,
  type ScreeningView,
} from '@an-tam/contracts';
import type { BrowserSession } from './browser-session.js';

const casePath = (caseId: string, rest = '') => `/api/intake/cases/${caseId}${rest}`;

/** What a centre's staff do with a file, each as one request of the page. All throw UnexpectedAnswerError. */
export const caseWork = {
  async open(worker: BrowserSession, file: OpenCase): Promise<CaseView> {
    const { id } = (await worker.post('/api/intake/cases', file)).body(caseListItemSchema);
    return caseWork.read(worker, id);
  },

  async read(worker: BrowserSession, caseId: string): Promise<CaseView> {
    return (await worker.get(casePath(caseId))).body(caseViewSchema);
  },

  /** What is asked now. */
  async questionnaire(worker: BrowserSession): Promise<Questionnaire> {
    const current = await worker.get('/api/intake/questionnaires/current');
    return current.body(currentQuestionnaireSchema).questionnaire;
  },

  async screen(
    worker: BrowserSession,
    caseId: string,
    screening: { questionnaire: string; questionnaireVersion: number; screenedOn: string; answers: ScreeningAnswers },
  ): Promise<ScreeningView> {
    const { version } = await caseWork.read(worker, caseId);
    const body = { caseVersion: version, ...screening };
    return (await worker.post(casePath(caseId, '/screenings'), body)).body(screeningViewSchema);
  },

  async followUp(worker: BrowserSession, caseId: string, followUp: RecordFollowUp): Promise<void> {
    (await worker.post(casePath(caseId, '/follow-ups'), followUp)).body(followUpViewSchema);
  },

  async consent(worker: BrowserSession, caseId: string, consent: GiveConsent): Promise<ConsentView> {
    return (await worker.post(casePath(caseId, '/consents'), consent)).body(consentViewSchema);
  },

  async refer(
    worker: BrowserSession,
    caseId: string,
    referral: Omit<ReferNeed, 'caseVersion'>,
  ): Promise<CaseReferralView> {
    const { version } = await caseWork.read(worker, caseId);
    const body: ReferNeed = { caseVersion: version, ...referral };
    return (await worker.post(casePath(caseId, '/referrals'), body)).body(caseReferralViewSchema);
  },
};
