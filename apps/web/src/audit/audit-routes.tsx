import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../parts/note-pages.js';
import { AccessReviewPage } from './access-review-page.js';
import { FindingPage } from './finding-page.js';
import { TracePage } from './trace-page.js';

export default function AuditRoutes({ place }: { readonly place: 'trace' | 'review' }) {
  if (place === 'trace') return <TracePage />;
  return (
    <Routes>
      <Route index element={<AccessReviewPage />} />
      <Route path=":id" element={<FindingPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
