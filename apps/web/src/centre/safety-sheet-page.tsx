import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { writeDay } from '../formats/dates.js';
import { usePick } from '../i18n/define-texts.js';
import { NotFoundPage } from '../parts/note-pages.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { useSafety } from './safety-api.js';
import { useSafetyText } from './safety-texts.js';

/** A confirmed report as it is printed, under a title that tells nothing. */
export default function SafetySheetPage() {
  const t = useSafetyText();
  const pick = usePick();
  const { id = '', concernId = '' } = useParams();
  const safety = useSafety(id);
  return (
    <>
      <Anchor
        component={Link}
        to={`/files/${id}/safety/${concernId}`}
        className="an-no-print"
        display="inline-block"
        py="xs"
        mb="xs"
      >
        ← {t('place')}
      </Anchor>
      <QueryState query={safety}>
        {({ concerns }) => {
          const content = concerns.find((one) => one.id === concernId)?.content;
          const report = content?.report;
          if (!content || (report?.state !== 'confirmed' && report?.state !== 'given')) return <NotFoundPage />;
          const { childTold } = report;
          return (
            <Page
              place={t('printTitle')}
              aside={
                <Button className="an-no-print" variant="default" mih={48} onClick={() => window.print()}>
                  {t('printNow')}
                </Button>
              }
            >
              <Stack gap="md">
                {content.reportFields.map(({ code, label }) => (
                  <div key={code}>
                    <Text fw={600}>{pick(label)}</Text>
                    <Text style={{ whiteSpace: 'pre-wrap' }}>{report.fields[code] || '—'}</Text>
                  </div>
                ))}
                {childTold ? (
                  <Text>
                    {childTold.told
                      ? t('toldSay', { day: writeDay(childTold.on) })
                      : t('notToldSay', { why: childTold.why })}
                  </Text>
                ) : null}
              </Stack>
            </Page>
          );
        }}
      </QueryState>
    </>
  );
}
