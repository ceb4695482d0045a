import type { CoverageView } from '@an-tam/contracts';
import { useComputedColorScheme } from '@mantine/core';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useReportingText } from './reporting-texts.js';

register([BarChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer]);

const inkOf = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Two bars a period. The table beside it says the same to who does not see it; patterns tell the bars apart without colour. */
export default function PeriodChart({ periods }: { readonly periods: CoverageView['periods'] }) {
  const t = useReportingText();
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const [eligible, reached] = [t('eligible'), t('reached')];
  useEffect(() => {
    if (!frame.current) return;
    const chart = init(frame.current, null, { renderer: 'svg' });
    const ink = inkOf('--an-ink');
    const line = inkOf('--an-line');
    const bar = (name: string, color: string, values: readonly number[]) => ({
      name,
      type: 'bar' as const,
      data: [...values],
      itemStyle: { color, borderRadius: [4, 4, 0, 0] },
      label: { show: true, position: 'top' as const, color: ink },
      barMaxWidth: 44,
    });
    chart.setOption({
      animation: false,
      // The frame has its own label in the page's language.
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      textStyle: { fontFamily: 'Be Vietnam Pro, sans-serif', fontSize: 14, color: ink },
      legend: { bottom: 0, textStyle: { color: ink } },
      grid: { left: 8, right: 8, top: 28, bottom: 40, containLabel: true },
      xAxis: {
        type: 'category',
        data: periods.map(({ period }) => period),
        axisLabel: { color: ink },
        axisLine: { lineStyle: { color: line } },
      },
      yAxis: { type: 'value', axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } },
      series: [
        bar(
          eligible,
          scheme === 'dark' ? '#8f948f' : '#9aa39f',
          periods.map((period) => period.eligible.value),
        ),
        bar(
          reached,
          scheme === 'dark' ? '#2f9088' : '#0f6b64',
          periods.map((period) => period.reached.value),
        ),
      ],
    });
    const resize = new ResizeObserver(() => chart.resize());
    resize.observe(frame.current);
    return () => {
      resize.disconnect();
      chart.dispose();
    };
  }, [periods, scheme, eligible, reached]);
  return <div ref={frame} role="img" aria-label={t('chart')} style={{ height: 280, minWidth: 0 }} />;
}
