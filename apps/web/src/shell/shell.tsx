import { Button } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useSignedIn } from '../api/session.js';
import { AccountMenu } from './account-menu.js';
import { leaveQuickly } from './lock.js';
import { placesOf } from './places.js';
import { FactorResetNotice } from './factor-reset-notice.js';
import { useShellText } from './shell-texts.js';
import classes from './shell.module.css';
import { usePrivacyGuard } from './use-privacy-guard.js';
import { useShiftThrice, useTapThrice } from './use-quick-exit.js';

/** The frame of every signed-in page: bottom bar on phones, left rail on desks, quick exit always in the same corner. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const t = useShellText();
  const session = useSignedIn();
  const onTap = useTapThrice();
  usePrivacyGuard();
  useShiftThrice();
  const places = placesOf(session).filter(({ within }) => within === undefined);
  const alone = places.length < 2 || undefined;
  return (
    <>
      <a href="#content" className={classes['skip']}>
        {t('skip')}
      </a>
      <header className={classes['bar']} onPointerUp={onTap}>
        <div className={classes['brand']}>
          <span className={classes['name']}>An Tâm</span>
          <span className={classes['organisation']}>{session.organisation.name}</span>
        </div>
        <div className={classes['tools']}>
          <AccountMenu />
          <Button
            variant="outline"
            mih={48}
            px="sm"
            onClick={leaveQuickly}
            leftSection={<IconDoorExit size={18} aria-hidden />}
            c="var(--an-accent-text)"
            styles={{ root: { borderColor: 'var(--an-accent-text)' } }}
          >
            {t('quickExit')}
          </Button>
        </div>
      </header>
      <nav className={classes['nav']} aria-label={t('places')} data-alone={alone}>
        <ul className={classes['places']}>
          {places.map(({ name, path, icon: PlaceIcon }) => (
            <li key={path}>
              <NavLink to={path} className={classes['place']}>
                <PlaceIcon size={22} aria-hidden />
                <span>{t(name)}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" tabIndex={-1} className={classes['content']} data-alone={alone}>
        <FactorResetNotice />
        {children}
      </main>
    </>
  );
}
