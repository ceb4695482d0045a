import { lazy, type ReactNode } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { NoPermissionPage, NotFoundPage } from '../parts/note-pages.js';
import { ProvedPage } from '../parts/prove-again.js';
import { placesOf, secondPersonRoles, type PlaceName } from '../shell/places.js';

const CentreRoutes = lazy(() => import('../centre/centre-routes.js'));
const PartnerRoutes = lazy(() => import('../partner/partner-routes.js'));
const ReleasesPage = lazy(() => import('../figures/releases-page.js'));
const AuditRoutes = lazy(() => import('../audit/audit-routes.js'));
const ReportingRoutes = lazy(() => import('../reporting/reporting-routes.js'));
const AccountPage = lazy(() => import('../account/account-page.js'));
const FactorResetsPage = lazy(() => import('../accounts/factor-resets-page.js'));
const OrganisationsPage = lazy(() => import('../organisations/organisations-page.js'));
const QuestionnairesPage = lazy(() => import('../questionnaires/questionnaires-page.js'));
const AccountsPage = lazy(() => import('../accounts/accounts-page.js'));

/** A place somebody's roles do not include says so; the services refuse it by themselves as well. */
function Only({ place, children }: { readonly place: PlaceName; readonly children: ReactNode }) {
  const session = useSignedIn();
  return placesOf(session).some(({ name }) => name === place) ? children : <NoPermissionPage />;
}

export function PlaceRoutes() {
  const session = useSignedIn();
  const first = placesOf(session)[0];
  return (
    <Routes>
      <Route path="/" element={first ? <Navigate to={first.path} replace /> : <NoPermissionPage />} />
      <Route path="/proved" element={<ProvedPage />} />
      <Route path="/own-account" element={<AccountPage />} />
      <Route path="/today" element={<Only place="today">{<CentreRoutes place="today" />}</Only>} />
      <Route
        path="/factor-resets"
        element={holdsAny(session, secondPersonRoles) ? <FactorResetsPage /> : <NoPermissionPage />}
      />
      <Route
        path="/organisations"
        element={
          <Only place="organisations">
            <OrganisationsPage />
          </Only>
        }
      />
      <Route path="/notes/*" element={<Only place="quickContact">{<CentreRoutes place="notes" />}</Only>} />
      <Route path="/files/*" element={<Only place="files">{<CentreRoutes place="files" />}</Only>} />
      <Route path="/desk" element={<Only place="desk">{<CentreRoutes place="desk" />}</Only>} />
      <Route path="/covers" element={<Only place="covers">{<CentreRoutes place="covers" />}</Only>} />
      <Route path="/emergencies" element={<Only place="emergencies">{<CentreRoutes place="emergencies" />}</Only>} />
      <Route path="/keys" element={<Only place="keys">{<CentreRoutes place="keys" />}</Only>} />
      <Route path="/inbox/*" element={<Only place="inbox">{<PartnerRoutes place="inbox" />}</Only>} />
      <Route path="/services" element={<Only place="services">{<PartnerRoutes place="services" />}</Only>} />
      <Route path="/own-key" element={<Only place="ownKey">{<PartnerRoutes place="own-key" />}</Only>} />
      <Route
        path="/figures/*"
        element={
          <Only place="figures">
            <ReleasesPage />
          </Only>
        }
      />
      <Route path="/trace" element={<Only place="trace">{<AuditRoutes place="trace" />}</Only>} />
      <Route path="/access-review/*" element={<Only place="accessReview">{<AuditRoutes place="review" />}</Only>} />
      <Route path="/overview" element={<Only place="overview">{<ReportingRoutes place="overview" />}</Only>} />
      <Route
        path="/unit-targets"
        element={<Only place="unitTargets">{<ReportingRoutes place="unit-targets" />}</Only>}
      />
      <Route
        path="/questionnaires"
        element={
          <Only place="questionnaires">
            <QuestionnairesPage />
          </Only>
        }
      />
      <Route
        path="/accounts"
        element={
          <Only place="accounts">
            <AccountsPage />
          </Only>
        }
      />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
