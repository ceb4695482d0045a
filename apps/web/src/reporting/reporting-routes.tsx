import { CoveragePage } from './coverage-page.js';
import { UnitTargetsPage } from './unit-targets-page.js';

export default function ReportingRoutes({ place }: { readonly place: 'overview' | 'unit-targets' }) {
  return place === 'overview' ? <CoveragePage /> : <UnitTargetsPage />;
}
