import { ReleasesPage } from './releases-page.js';
import { TracePage } from './trace-page.js';

export default function FiguresRoutes({ place }: { readonly place: 'figures' | 'trace' }) {
  return place === 'figures' ? <ReleasesPage /> : <TracePage />;
}
