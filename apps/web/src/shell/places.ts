import type { Role } from '@an-tam/contracts';
import {
  IconBuilding,
  IconBuildingCommunity,
  IconCalendarUser,
  IconChartBar,
  IconChecklist,
  IconFolder,
  IconInbox,
  IconKey,
  IconLifebuoy,
  IconListCheck,
  IconListDetails,
  IconMessageQuestion,
  IconNotes,
  IconSun,
  IconUserCheck,
  IconUserSearch,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { holdsAny, type SignedIn } from '../api/session.js';

export type PlaceName =
  | 'today'
  | 'quickContact'
  | 'files'
  | 'desk'
  | 'emergencies'
  | 'covers'
  | 'accessReview'
  | 'keys'
  | 'inbox'
  | 'services'
  | 'ownKey'
  | 'figures'
  | 'trace'
  | 'overview'
  | 'unitTargets'
  | 'accounts'
  | 'organisations'
  | 'questionnaires';

export interface Place {
  readonly name: PlaceName;
  readonly path: string;
  readonly icon: Icon;
  readonly roles: readonly Role[];
  /** Reached from another place, so that the bar stays short. */
  readonly within?: PlaceName;
  /** Narrows a role that comes to different work in different kinds of organisation. */
  readonly fits?: (session: SignedIn) => boolean;
}

const caseRoles: readonly Role[] = ['case_manager', 'supervisor'];
const partnerRoles: readonly Role[] = ['partner_worker', 'partner_manager'];
const hostsCore = (session: SignedIn) => session.organisation.kind === 'core_host';
const keepsFigures = (session: SignedIn) => session.roles.includes('release_officer') || hostsCore(session);

/** Who answers for an organisation: one of them is the second person when a lost second factor is replaced. */
export const secondPersonRoles: readonly Role[] = ['administrator', 'dpo', 'supervisor', 'partner_manager'];

const watchesFiles = ({ organisation }: SignedIn) => organisation.kind === 'social_work_centre';

/** Where each role works, first place first; at most four of them stand in one person's bar. */
const places: readonly Place[] = [
  { name: 'today', path: '/today', icon: IconSun, roles: ['outreach_worker', ...caseRoles] },
  { name: 'quickContact', path: '/notes', icon: IconNotes, roles: ['outreach_worker'] },
  { name: 'files', path: '/files', icon: IconFolder, roles: ['outreach_worker', ...caseRoles] },
  { name: 'quickContact', path: '/notes', icon: IconNotes, roles: caseRoles },
  { name: 'desk', path: '/desk', icon: IconUserCheck, roles: ['supervisor'] },
  { name: 'emergencies', path: '/emergencies', icon: IconLifebuoy, roles: ['supervisor'], within: 'desk' },
  { name: 'accessReview', path: '/access-review', icon: IconUserSearch, roles: ['supervisor'], within: 'desk' },
  { name: 'covers', path: '/covers', icon: IconCalendarUser, roles: ['supervisor'], within: 'desk' },
  { name: 'keys', path: '/keys', icon: IconKey, roles: ['supervisor'], within: 'desk' },
  { name: 'inbox', path: '/inbox', icon: IconInbox, roles: partnerRoles },
  { name: 'services', path: '/services', icon: IconBuildingCommunity, roles: partnerRoles },
  { name: 'ownKey', path: '/own-key', icon: IconKey, roles: ['partner_manager'] },
  { name: 'figures', path: '/figures', icon: IconChecklist, roles: ['release_officer', 'dpo'], fits: keepsFigures },
  { name: 'trace', path: '/trace', icon: IconListDetails, roles: ['dpo'] },
  { name: 'accessReview', path: '/access-review', icon: IconUserSearch, roles: ['dpo'], fits: watchesFiles },
  { name: 'emergencies', path: '/emergencies', icon: IconLifebuoy, roles: ['dpo'], fits: watchesFiles },
  { name: 'overview', path: '/overview', icon: IconChartBar, roles: ['provincial_analyst'] },
  { name: 'unitTargets', path: '/unit-targets', icon: IconListCheck, roles: ['reporting_officer'] },
  { name: 'accounts', path: '/accounts', icon: IconUsers, roles: ['administrator'] },
  { name: 'organisations', path: '/organisations', icon: IconBuilding, roles: ['administrator'], fits: hostsCore },
  {
    name: 'questionnaires',
    path: '/questionnaires',
    icon: IconMessageQuestion,
    roles: ['administrator'],
    fits: hostsCore,
  },
];

/** The places of a person, each once, in the order of the work. */
export function placesOf(session: SignedIn): readonly Place[] {
  const mine = places.filter((place) => holdsAny(session, place.roles) && (place.fits?.(session) ?? true));
  return mine.filter((place, index) => mine.findIndex(({ path }) => path === place.path) === index);
}
