import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../parts/note-pages.js';
import { CaseListPage } from './case-list-page.js';
import { QuickContactPage } from './quick-contact-page.js';
import { TodayPage } from './today-page.js';

const CallPage = lazy(() => import('./call-page.js'));
const PendingContactPage = lazy(() => import('./pending-contact-page.js'));
const GroupPage = lazy(() => import('./group-page.js'));
const OpenCasePage = lazy(() => import('./open-case-page.js'));
const CasePage = lazy(() => import('./case-page.js'));
const ScreeningPage = lazy(() => import('./screening-page.js'));
const ScreeningResultPage = lazy(() => import('./screening-result-page.js'));
const AnsweredScreeningPage = lazy(() => import('./answered-screening-page.js'));
const TogetherPage = lazy(() => import('./together-page.js'));
const ReferNeedPage = lazy(() => import('./refer-need-page.js'));
const PlanPage = lazy(() => import('./plan-page.js'));
const SafetyPage = lazy(() => import('./safety-page.js'));
const SafetySheetPage = lazy(() => import('./safety-sheet-page.js'));
const EmergencyPage = lazy(() => import('./emergency-page.js'));
const EmergencyListPage = lazy(() => import('./emergency-list-page.js'));
const MergeListPage = lazy(() => import('./merge-list-page.js'));
const TransferListPage = lazy(() => import('./transfer-list-page.js'));
const LeaveCoverPage = lazy(() => import('./leave-cover-page.js'));
const DeskPage = lazy(() => import('./desk-page.js'));
const ErasureListPage = lazy(() => import('./erasure-list-page.js'));
const ErasurePage = lazy(() => import('./erasure-page.js'));
const PartnerKeysPage = lazy(() => import('./partner-keys-page.js'));

function NotePages() {
  return (
    <Routes>
      <Route index element={<QuickContactPage />} />
      <Route path="call" element={<CallPage />} />
      <Route path="group" element={<GroupPage />} />
      <Route path="introduced" element={<PendingContactPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

const pages = {
  today: TodayPage,
  notes: NotePages,
  keys: PartnerKeysPage,
  desk: DeskPage,
  covers: LeaveCoverPage,
  emergencies: EmergencyListPage,
};

export default function CentreRoutes({ place }: { readonly place: keyof typeof pages | 'files' }) {
  if (place !== 'files') {
    const PlacePage = pages[place];
    return <PlacePage />;
  }
  return (
    <Routes>
      <Route index element={<CaseListPage />} />
      <Route path="new" element={<OpenCasePage />} />
      <Route path="emergency" element={<EmergencyPage />} />
      <Route path="merges" element={<MergeListPage />} />
      <Route path="transfers" element={<TransferListPage />} />
      <Route path="erasures" element={<ErasureListPage />} />
      <Route path=":id" element={<CasePage />} />
      <Route path=":id/erasure" element={<ErasurePage />} />
      <Route path=":id/plan" element={<PlanPage />} />
      <Route path=":id/screening" element={<ScreeningPage />} />
      <Route path=":id/screenings/:screeningId" element={<AnsweredScreeningPage />} />
      <Route path=":id/read-together" element={<TogetherPage />} />
      <Route path=":id/needs" element={<ScreeningResultPage />} />
      <Route path=":id/safety/:concernId" element={<SafetyPage />} />
      <Route path=":id/safety/:concernId/sheet" element={<SafetySheetPage />} />
      <Route path=":id/refer/:needCode" element={<ReferNeedPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
