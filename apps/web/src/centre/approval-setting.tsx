import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { changeCareSettings, useCareSettings } from './care-api.js';
import { useCareText } from './care-texts.js';

/** Whether plans wait for a supervisor, in the supervisors' own hands. */
export function ApprovalSetting() {
  const t = useCareText();
  const settings = useCareSettings();
  const change = useMutation({ mutationFn: changeCareSettings });
  return (
    <Section title={t('howWeWork')}>
      <QueryState query={settings}>
        {({ planApproval }) => (
          <Switch
            size="md"
            label={t('approvalSetting')}
            description={t('approvalSettingHint')}
            checked={change.isPending ? change.variables.planApproval : planApproval}
            onChange={(event) => change.mutate({ planApproval: event.currentTarget.checked })}
          />
        )}
      </QueryState>
      <ProblemNote error={change.error} />
    </Section>
  );
}
