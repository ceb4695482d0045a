import { Button, Group, Stack, Title } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useLanguage } from '../i18n/define-texts.js';
import { changeLanguage } from '../i18n/setup.js';
import classes from './front-frame.module.css';
import { useSignInText } from './sign-in-texts.js';

/** The page before anybody is signed in: says nothing about what the product is for. */
export function FrontFrame({ place, children }: { readonly place: string; readonly children: ReactNode }) {
  const t = useSignInText();
  const language = useLanguage();
  useEffect(() => {
    document.title = `An Tâm · ${place}`;
  }, [place]);
  return (
    <main className={classes['frame']}>
      <div className={classes['box']}>
        <Stack gap="lg">
          <Group gap="sm">
            <img src="/icon.svg" width={40} height={40} alt="" />
            <Title order={1}>An Tâm</Title>
          </Group>
          {children}
          <Button
            variant="subtle"
            mih={48}
            style={{ alignSelf: 'center' }}
            lang={language === 'vi' ? 'en' : 'vi'}
            c="var(--an-accent-text)"
            leftSection={<IconLanguage size={18} aria-hidden />}
            onClick={() => void changeLanguage(language === 'vi' ? 'en' : 'vi')}
          >
            {t('otherLanguage')}
          </Button>
        </Stack>
      </div>
    </main>
  );
}
