/**
 * Every GET and POST route of intake and referral that a person can reach. `test/architecture/case-routes.spec.ts`
 * holds this list against the routes the two services declare.
 */
export const caseRoutes: Readonly<Record<'intake' | 'referral', readonly string[]>> = {
  intake: [
    'GET /audit-entries',
    'POST /case-searches',
    'GET /cases',
    'POST /cases',
    'GET /cases/:id',
    'GET /cases/:id/erasure',
    'POST /cases/:id/erasure',
    'GET /cases/:id/identity',
    'POST /cases/:id/consents',
    'POST /cases/:id/consents/:consentId/withdrawal',
    'POST /cases/:id/follow-ups',
    'POST /cases/:id/referral-previews',
    'POST /cases/:id/referrals',
    'POST /cases/:id/screenings',
    'GET /contacts',
    'POST /contacts',
    'GET /partner-key-pins',
    'POST /partner-key-pins',
    'GET /reference-data',
    'GET /releases',
    'POST /releases',
    'POST /releases/:id/approvals',
  ],
  referral: [
    'GET /audit-entries',
    'GET /directory/services',
    'POST /directory/services',
    'GET /inbox',
    'GET /inbox/:id',
    'POST /inbox/:id/decisions',
    'GET /partner-key',
    'POST /partner-key',
  ],
};
