import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMetrics } from '../../src/metrics.ts';
import { codeSpans, readDoc, root, section, tableRows } from './read-doc.ts';

const doc = readDoc('docs/monitoring.md');
const known = await createMetrics().describe();
const ours = known.filter(({ name }) => name.startsWith('banzhang_'));
const nodes = known.filter(({ name }) => !name.startsWith('banzhang_'));
const rowOf = ({ name, type, labels, help }: (typeof known)[number]) => [
  `\`${name}\``,
  type,
  labels.map((label) => `\`${label}\``).join(' '),
  help,
];

/** Prometheus' own: whether a process could be read. */
const builtIn = ['up'];

/** Everything in an expression that may be the name of a metric: what looks like one and stands before `{`, `[` or `)`. */
const metricsIn = (expression: string): readonly string[] =>
  [...expression.replace(/"[^"]*"/g, '""').matchAll(/\b(?:banzhang|process|nodejs)_\w+|\bup(?=\{)/g)].map(
    ([name]) => name,
  );

/** Series that exist: a histogram is three of them. */
const series = new Set([
  ...builtIn,
  ...known.flatMap(({ name, type }) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
]);

/** Labels by series, with those that Prometheus adds. */
const labelsOf = (name: string): readonly string[] => {
  const metric = known.find((one) => name === one.name || name.replace(/_(?:bucket|sum|count)$/, '') === one.name);
  return ['job', 'instance', 'le', ...(metric?.labels ?? [])];
};

/** Labels that an expression selects or groups by and no metric in it has. */
function strangeLabels(expression: string): readonly string[] {
  const selected = [...expression.matchAll(/(\w+)\s*=~?\s*"/g)].map(([, label = '']) => label);
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
  const has = metricsIn(expression).flatMap(labelsOf);
  return [...selected, ...grouped].filter((label) => !has.includes(label));
}

const alerts = z
  .object({
    groups: z.array(
      z.object({
        name: z.string(),
        rules: z.array(
          z.strictObject({
            alert: z.string().regex(/^Banzhang[A-Za-z]+$/),
            expr: z.string(),
            for: z
              .string()
              .regex(/^\d+[smh]$/)
              .optional(),
            labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
            annotations: z.strictObject({ summary: z.string().min(20) }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(readFileSync(`${root}deploy/prometheus/alerts.yaml`, 'utf8')))
  .groups.flatMap(({ rules }) => rules);

const panel = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.object({ expr: z.string(), refId: z.string() })).optional(),
});
const dashboard = z
  .object({
    uid: z.literal('banzhang'),
    panels: z.array(panel),
    templating: z.object({ list: z.array(z.object({ name: z.string(), definition: z.string().optional() })) }),
  })
  .parse(JSON.parse(readFileSync(`${root}deploy/grafana/banzhang.json`, 'utf8')));
const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

describe('docs/monitoring.md', () => {
  it('lists our metrics with type, labels and meaning, all of them and no other', () => {
    expect(tableRows(section(doc, 'Metrics').split('###')[0] ?? '')).toEqual(ours.map(rowOf));
  });

  it('lists what Node and the process tell', () => {
    const written = tableRows(doc, 'Node and the process');
    // Some are told on Linux alone.
    expect(written).toEqual(expect.arrayContaining(nodes.map(rowOf)));
    if (process.platform === 'linux') expect(written).toHaveLength(nodes.length);
  });

  it('says what to do about every alert', () => {
    const told = tableRows(doc, 'Alerts').map(([name = '']) => codeSpans(name)[0]);
    expect(told).toEqual(alerts.map(({ alert }) => alert));
  });
});

describe('deploy/prometheus/alerts.yaml', () => {
  it.each(alerts.map(({ alert, expr }) => [alert, expr]))('%s asks for what there is', (_alert, expr) => {
    expect(metricsIn(expr).length).toBeGreaterThan(0);
    expect(metricsIn(expr).filter((name) => !series.has(name))).toEqual([]);
    expect(strangeLabels(expr)).toEqual([]);
  });
});

describe('deploy/grafana/banzhang.json', () => {
  it('shows only what there is', () => {
    const variables = dashboard.templating.list.flatMap(({ definition }) => definition ?? []);
    expect(expressions.length).toBeGreaterThan(20);
    for (const expression of [...expressions, ...variables]) {
      expect(
        metricsIn(expression).filter((name) => !series.has(name)),
        expression,
      ).toEqual([]);
      expect(metricsIn(expression).length, expression).toBeGreaterThan(0);
    }
    expect(expressions.flatMap(strangeLabels)).toEqual([]);
  });

  it('shows every metric of ours', () => {
    const shown = expressions.flatMap(metricsIn);
    expect(ours.map(({ name }) => name).filter((name) => !shown.some((one) => one.startsWith(name)))).toEqual([]);
  });

  it('has the rows, and panels that lie beside each other', () => {
    const { panels } = dashboard;
    expect(panels.filter(({ type }) => type === 'row').map(({ title }) => title)).toEqual([
      'Is it well?',
      'Deliveries',
      'Replies',
      'Redis',
      'Process',
    ]);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${String(x + (at % w))},${String(y + Math.floor(at / w))}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

it('a metric or label that is not there is found', () => {
  expect(metricsIn('sum(rate(banzhang_deliverys_total[5m]))').filter((name) => !series.has(name))).toHaveLength(1);
  expect(strangeLabels('sum by (outcom) (banzhang_deliveries_total{kinds="a"})')).toEqual(['kinds', 'outcom']);
  expect(series.has('banzhang_slot_wait_seconds')).toBe(false);
});
