import type { CaseView, DirectoryService, NeedChoice, ReferenceData } from '@an-tam/contracts';
import { Anchor, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { NotFoundNote } from '../parts/quiet-note.js';
import { useCase, useReferenceData } from './centre-api.js';
import { useLabels } from './labels.js';
import { ReferralDraft } from './referral-draft.js';
import { useScreeningText } from '../screening/screening-texts.js';
import { ServiceChoice } from './service-choice.js';

/** Chuyển gửi: need, service, what the recipient will know, the consent, sent. */
export default function ReferNeedPage() {
  const t = useScreeningText();
  const labelOf = useLabels();
  const { id = '', needCode = '' } = useParams();
  const reference = useReferenceData();
  const file = useCase(id);
  const lead = reference.data ? t('need', { need: labelOf(reference.data.needs, needCode) }) : undefined;
  return (
    <Page place={t('referPlace')} lead={lead}>
      <QueryState query={reference}>
        {(lists) => (
          <QueryState query={file}>
            {(data) => <ReferNeedSteps file={data} reference={lists} needCode={needCode} />}
          </QueryState>
        )}
      </QueryState>
      <Anchor component={Link} to={`/files/${id}`} py="xs">
        {t('toCase')}
      </Anchor>
    </Page>
  );
}

interface ReferNeedStepsProps {
  readonly file: CaseView;
  readonly reference: ReferenceData;
  readonly needCode: string;
}

function ReferNeedSteps({ file, reference, needCode }: ReferNeedStepsProps) {
  const [service, setService] = useState<DirectoryService>();
  const need: NeedChoice | undefined = reference.needs.find(({ code }) => code === needCode);
  if (!need) return <NotFoundNote />;
  return (
    <Stack gap="lg">
      <ServiceChoice needCode={needCode} chosen={service} onChoose={setService} />
      {service ? (
        <ReferralDraft key={service.id} file={file} reference={reference} need={need} service={service} />
      ) : null}
    </Stack>
  );
}
