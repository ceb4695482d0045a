import type { ErasureCertificate } from '@an-tam/contracts';
import { Anchor, Button, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { sayInstant, writeDay } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage } from '../i18n/define-texts.js';
import { FactList } from '../parts/fact-list.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { useCaseText } from './case-texts.js';
import { useErasureCertificate } from './centre-api.js';
import { useErasureText } from './erasure-texts.js';

/** What is left of a file that was erased: what was destroyed, when, and when nothing can be left of it. */
export default function ErasurePage() {
  const t = useErasureText();
  const toList = useCaseText();
  const common = useCommonText();
  const { id = '' } = useParams();
  const certificate = useErasureCertificate(id);
  const update = (
    <Button variant="default" mih={48} onClick={() => void certificate.refetch()}>
      {common('update')}
    </Button>
  );
  return (
    <>
      <Anchor component={Link} to="/files" display="inline-block" py="xs" mb="xs">
        ← {toList('toList')}
      </Anchor>
      <Page place={t('place')} aside={update}>
        <QueryState query={certificate}>{(data) => <Certificate certificate={data} />}</QueryState>
      </Page>
    </>
  );
}

function Certificate({ certificate }: { readonly certificate: ErasureCertificate }) {
  const t = useErasureText();
  const language = useLanguage();
  const { state, code, intendedAt, erasedAt, keyVersions, records } = certificate;
  const { keysDestroyedOn, backupsExpireOn, wrappingKeyDestroyedOn } = certificate;
  const day = (value: string | null) => (value === null ? t('notYet') : writeDay(value));
  const fact = (key: 'code' | 'intendedAt' | 'erasedAt' | 'keyVersions' | 'records', value: string) => ({
    key,
    label: t(key),
    value,
  });
  return (
    <>
      <Section title={t(`state.${state}`)}>
        <Text>{t(`means.${state}`)}</Text>
        <FactList
          facts={[
            fact('code', code),
            fact('intendedAt', sayInstant(intendedAt, language)),
            fact('erasedAt', erasedAt === null ? t('notYet') : sayInstant(erasedAt, language)),
          ]}
        />
      </Section>
      <Section title={t('destroyed')}>
        <FactList
          facts={[
            fact('keyVersions', keysDestroyedOn === null ? t('notYet') : String(keyVersions)),
            fact('records', erasedAt === null ? t('notYet') : String(records)),
            { key: 'keysDestroyedOn', label: t('keysDestroyedOn'), value: day(keysDestroyedOn) },
            { key: 'backupsExpireOn', label: t('backupsExpireOn'), value: day(backupsExpireOn) },
            {
              key: 'wrappingKeyDestroyedOn',
              label: t('wrappingKeyDestroyedOn'),
              value: day(wrappingKeyDestroyedOn),
            },
          ]}
        />
      </Section>
      <Section title={t('kept')}>
        <Text>{t('keptWhat')}</Text>
      </Section>
    </>
  );
}
