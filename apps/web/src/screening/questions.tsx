import { questionsToAsk, type Questionnaire, type ScreeningAnswers } from '@an-tam/contracts';
import { useEffect, useState } from 'react';
import { QuestionStep } from './question-step.js';

interface QuestionsProps {
  readonly questionnaire: Questionnaire;
  /** Which question, from 1; it stands in the address, so that the browser's own back button goes one question back. */
  readonly step: number;
  readonly goTo: (step: number) => void;
  readonly busy?: boolean;
  /** Answers to the questions that were asked, and to no other. */
  readonly onDone: (answers: ScreeningAnswers) => void;
}

/** One question a page, and only those that the answers before lead to. */
export function Questions({ questionnaire, step, goTo, busy = false, onDone }: QuestionsProps) {
  const [answers, setAnswers] = useState<ScreeningAnswers>({});
  const asked = questionsToAsk(questionnaire, answers);
  const current = asked[step - 1];
  useEffect(() => {
    // Loaded anew in the middle: the answers are gone, and with them the questions they led to.
    if (!current) goTo(0);
  }, [current, goTo]);
  if (!current) return null;
  const { section, question } = current;
  const answer = (value: ScreeningAnswers[string] | undefined) => {
    const { [question.id]: _before, ...others } = answers;
    const given = value === undefined ? others : { ...others, [question.id]: value };
    const next = questionsToAsk(questionnaire, given);
    setAnswers(given);
    if (step < next.length) goTo(step + 1);
    else {
      const ids = new Set(next.map((one) => one.question.id));
      onDone(Object.fromEntries(Object.entries(given).filter(([id]) => ids.has(id))));
    }
  };
  const ofSection = asked.filter((one) => one.section.id === section.id);
  return (
    <QuestionStep
      key={question.id}
      section={section}
      question={question}
      position={{ n: ofSection.findIndex((one) => one.question.id === question.id) + 1, total: ofSection.length }}
      progress={step / asked.length}
      answer={answers[question.id]}
      last={step === asked.length}
      busy={busy}
      onAnswer={answer}
      onBack={() => goTo(step - 1)}
    />
  );
}
