import { Button, Menu, Text, useMantineColorScheme } from '@mantine/core';
import {
  IconBuilding,
  IconDeviceDesktop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { send } from '../api/api-client.js';
import { holdsAny, useSignedIn } from '../api/session.js';
import { useLanguage } from '../i18n/define-texts.js';
import { changeLanguage } from '../i18n/setup.js';
import { leave } from './lock.js';
import { secondPersonRoles } from './places.js';
import { useShellText } from './shell-texts.js';
import classes from './shell.module.css';

const appearances = [
  { scheme: 'light', Icon: IconSun },
  { scheme: 'dark', Icon: IconMoon },
  { scheme: 'auto', Icon: IconDeviceDesktop },
] as const;

async function actFor(organisationId: string): Promise<void> {
  await send('/auth/organisation', { organisationId });
  window.location.assign('/');
}

/** Who is at the page, and what concerns this device: language, appearance, sign-out. */
export function AccountMenu() {
  const t = useShellText();
  const language = useLanguage();
  const session = useSignedIn();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={300} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          mih={48}
          px="xs"
          aria-label={`${t('account')}: ${session.displayName}`}
          c="var(--an-ink)"
        >
          <IconUserCircle size={26} aria-hidden />
          <span className={classes['who']}>&nbsp;{session.displayName}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} c="var(--an-ink)">
            {session.displayName}
          </Text>
          {session.roles.map((role) => t(`role.${role}`)).join(', ')}
        </Menu.Label>
        <Menu.Item component={Link} to="/own-account" mih={48} leftSection={<IconUserShield size={18} aria-hidden />}>
          {t('ownAccount')}
        </Menu.Item>
        {holdsAny(session, secondPersonRoles) ? (
          <Menu.Item component={Link} to="/factor-resets" mih={48} leftSection={<IconUsers size={18} aria-hidden />}>
            {t('factorResets')}
          </Menu.Item>
        ) : null}
        <Menu.Item
          mih={48}
          lang={language === 'vi' ? 'en' : 'vi'}
          leftSection={<IconLanguage size={18} aria-hidden />}
          onClick={() => void changeLanguage(language === 'vi' ? 'en' : 'vi')}
        >
          {t('otherLanguage')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('appearance')}</Menu.Label>
        {appearances.map(({ scheme, Icon }) => (
          <Menu.Item
            key={scheme}
            mih={44}
            leftSection={<Icon size={18} aria-hidden />}
            rightSection={colorScheme === scheme ? '✓' : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(scheme)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {session.memberships
          .filter(({ organisationId }) => organisationId !== session.organisation.id)
          .map(({ organisationId, name }) => (
            <Menu.Item
              key={organisationId}
              mih={48}
              leftSection={<IconBuilding size={18} aria-hidden />}
              onClick={() => void actFor(organisationId)}
            >
              {t('actFor', { name })}
            </Menu.Item>
          ))}
        <Menu.Item mih={48} leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void leave('left')}>
          {t('signOut')}
        </Menu.Item>
        <Menu.Label maw={290}>{t('quickExitHelp')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
