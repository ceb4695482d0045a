import { questionsToAsk, type AnsweredScreening, type Question } from '@an-tam/contracts';
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { writeDay } from '../formats/dates.js';
import { usePick } from '../i18n/define-texts.js';
import { FactList } from '../parts/fact-list.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { useAnsweredScreening } from './screening-api.js';
import { useScreeningText } from '../screening/screening-texts.js';

/** One screening as it was asked: the questions of its own version, whatever is asked today. */
export default function AnsweredScreeningPage() {
  const t = useScreeningText();
  const { id = '', screeningId = '' } = useParams();
  const answered = useAnsweredScreening(id, screeningId);
  const lead = answered.data
    ? t('answeredLead', {
        day: writeDay(answered.data.screenedOn),
        version: answered.data.questionnaireVersion,
      })
    : undefined;
  return (
    <Page place={t('answeredPlace')} lead={lead}>
      <QueryState query={answered}>{(screening) => <Answers screening={screening} />}</QueryState>
      <Button component={Link} to={`/files/${id}`} variant="default" mih={48} style={{ alignSelf: 'flex-start' }}>
        {t('toCase')}
      </Button>
    </Page>
  );
}

function Answers({ screening: { asked, answers } }: { readonly screening: AnsweredScreening }) {
  const t = useScreeningText();
  const pick = usePick();
  const questions = questionsToAsk(asked, answers);
  const say = ({ id, options }: Question): string => {
    const answer = answers[id];
    if (answer === undefined) return t('skipped');
    if (typeof answer === 'number') return String(answer);
    return [answer]
      .flat()
      .map((code) => pick(options.find((one) => one.code === code)?.label ?? { vi: code, en: code }))
      .join(', ');
  };
  return asked.sections
    .map((section) => ({ section, own: questions.filter((one) => one.section.id === section.id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ section, own }) => (
      <Section key={section.id} title={pick(section.title)}>
        <FactList
          facts={own.map(({ question }) => ({ key: question.id, label: pick(question.text), value: say(question) }))}
        />
      </Section>
    ));
}
