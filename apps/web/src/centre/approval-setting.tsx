import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { useAttachmentText } from './attachment-texts.js';
import { changeCareSettings, useCareSettings } from './care-api.js';
import { useCareText } from './care-texts.js';

/** Whether plans wait for a supervisor and files may hold documents, in the supervisors' own hands. */
export function ApprovalSetting() {
  const t = useCareText();
  const attachment = useAttachmentText();
  const settings = useCareSettings();
  const change = useMutation({ mutationFn: changeCareSettings });
  return (
    <Section title={t('howWeWork')}>
      <QueryState query={settings}>
        {(stored) => {
          const present = change.isPending ? change.variables : stored;
          return (
            <>
              <Switch
                size="md"
                label={t('approvalSetting')}
                description={t('approvalSettingHint')}
                checked={present.planApproval}
                onChange={(event) => change.mutate({ ...present, planApproval: event.currentTarget.checked })}
              />
              <Switch
                size="md"
                label={attachment('setting')}
                description={attachment('settingHint')}
                checked={present.attachments}
                onChange={(event) => change.mutate({ ...present, attachments: event.currentTarget.checked })}
              />
            </>
          );
        }}
      </QueryState>
      <ProblemNote error={change.error} />
    </Section>
  );
}
