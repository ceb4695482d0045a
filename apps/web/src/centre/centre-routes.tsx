import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../parts/note-pages.js';
import { CaseListPage } from './case-list-page.js';
import { QuickContactPage } from './quick-contact-page.js';
import { TodayPage } from './today-page.js';

const OpenCasePage = lazy(() => import('./open-case-page.js'));
const CasePage = lazy(() => import('./case-page.js'));
const ScreeningPage = lazy(() => import('./screening-page.js'));
const ScreeningResultPage = lazy(() => import('./screening-result-page.js'));
const ReferNeedPage = lazy(() => import('./refer-need-page.js'));
const PlanPage = lazy(() => import('./plan-page.js'));
const ErasureListPage = lazy(() => import('./erasure-list-page.js'));
const ErasurePage = lazy(() => import('./erasure-page.js'));
const PartnerKeysPage = lazy(() => import('./partner-keys-page.js'));

export default function CentreRoutes({ place }: { readonly place: 'today' | 'notes' | 'files' | 'keys' }) {
  if (place === 'today') return <TodayPage />;
  if (place === 'notes') return <QuickContactPage />;
  if (place === 'keys') return <PartnerKeysPage />;
  return (
    <Routes>
      <Route index element={<CaseListPage />} />
      <Route path="new" element={<OpenCasePage />} />
      <Route path="erasures" element={<ErasureListPage />} />
      <Route path=":id" element={<CasePage />} />
      <Route path=":id/erasure" element={<ErasurePage />} />
      <Route path=":id/plan" element={<PlanPage />} />
      <Route path=":id/screening" element={<ScreeningPage />} />
      <Route path=":id/needs" element={<ScreeningResultPage />} />
      <Route path=":id/refer/:needCode" element={<ReferNeedPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
