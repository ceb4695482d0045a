import { useFiguresText } from './figures-texts.js';

const parts = ['H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4', 'Y'] as const;

/** A period id as people say it: `2026-H1` is "sáu tháng đầu năm 2026". */
export function useSayPeriod(): (period: string) => string {
  const t = useFiguresText();
  return (period) => {
    const [year = '', code] = period.split('-');
    const part = parts.find((known) => known === code);
    return part ? t(`part.${part}`, { year }) : period;
  };
}
