import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../parts/note-pages.js';
import { InboxPage } from './inbox-page.js';
import { InboxReferralPage } from './inbox-referral-page.js';

const OwnKeyPage = lazy(() => import('./own-key-page.js'));
const OwnServicesPage = lazy(() => import('./own-services-page.js'));

export default function PartnerRoutes({ place }: { readonly place: 'inbox' | 'services' | 'own-key' }) {
  if (place === 'services') return <OwnServicesPage />;
  if (place === 'own-key') return <OwnKeyPage />;
  return (
    <Routes>
      <Route index element={<InboxPage />} />
      <Route path=":id" element={<InboxReferralPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
