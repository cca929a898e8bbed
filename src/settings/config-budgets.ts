import * as z from 'zod'
import { type Budget, type BudgetMetric, budgetMetrics, type Limit } from '../budget/budget.ts'
import { parseSince } from '../budget/since.ts'
import { quoted } from '../common/errors.ts'
import { once } from '../common/once.ts'
import { decoding, helpOf, mapping } from './config-keys.ts'
import { inputs } from './inputs.ts'

/** A budget as the file has it: `upstream` is an input, and the same for all. */
export type ConfigBudget = Omit<Budget, 'upstream'>

const windows = 'days, records or a tag, for example 30d, 20 records or v1.2.0'

/** The list `budgets`. */
export function budgetsKey() {
  return z
    .array(
      entrySchema().transform((entry, context) => {
        const { severity, path, layer, platform, since } = entry
        const limits = budgetMetrics.flatMap(metric =>
          (entry[metric] ?? []).map(limit => ({ metric, limit })),
        )
        // After another error, e.g. of a misspelt limit, this one would only repeat it.
        if (limits.length === 0 && context.issues.length === 0) {
          context.addIssue({
            code: 'custom',
            message: `has no limit, for example ${since === undefined ? 'max-size: 250MB' : 'max-increase: 5MB'}`,
          })
        }
        const stray = limits.find(({ metric }) => path !== undefined && !countsFiles(metric))
        if (stray !== undefined) {
          context.addIssue({
            code: 'custom',
            path: [stray.metric],
            message:
              'cannot be narrowed to a path, which has unpacked bytes only; with `path` give max-size or max-increase',
          })
        }
        const absolute = limits.find(({ metric }) => since !== undefined && !isIncrease(metric))
        if (absolute !== undefined) {
          context.addIssue({
            code: 'custom',
            path: [absolute.metric],
            message:
              'does not go with `since`, which is about growth; give max-increase or max-compressed-increase, and this in an entry of its own',
          })
        }
        const part = path === undefined ? 'layer' : 'path'
        if (since !== undefined && entry[part] !== undefined) {
          context.addIssue({
            code: 'custom',
            path: [part],
            message:
              'does not go with `since`: old records know the whole image only; leave out one of them',
          })
        }
        return limits.map(
          (limit): ConfigBudget => ({
            ...limit,
            severity,
            ...(path === undefined ? {} : { path }),
            ...(layer === undefined ? {} : { layer }),
            ...(platform === undefined ? {} : { platform }),
            ...(since === undefined ? {} : { since }),
          }),
        )
      }),
      { error: 'must be a list of budgets, for example - max-size: 250MB' },
    )
    .transform(entries => entries.flat())
    .exactOptional()
}

// --- internal ---

/** An entry of `budgets`: one or several limits, and what they are narrowed to. */
const entrySchema = once(() =>
  mapping({
    'max-size': limitKey('max-size'),
    'max-increase': limitsKey('max-increase'),
    'max-compressed-size': limitKey('max-compressed-size'),
    'max-compressed-increase': limitsKey('max-compressed-increase'),
    'max-download': limitKey('max-download'),
    'max-layers': limitKey('max-layers'),
    severity: z
      .enum(['error', 'warning'], {
        error: ({ input }) =>
          `${quoted(String(input))} must be error or warning, for example severity: warning`,
      })
      .default('error')
      .meta({ description: 'A breach of a warning is shown, and fails nothing.' }),
    path: z
      .string({ error: 'must be a text' })
      .regex(/^\//, 'must be an absolute path, for example /app')
      .transform(path => path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'))
      .meta({ description: 'Only files under this path count, e.g. `/app`.' })
      .exactOptional(),
    layer: z
      .string({ error: 'must be a text' })
      .min(1, 'must not be empty; * matches every layer')
      .meta({
        description:
          'Only layers whose whole instruction matches count, e.g. `RUN apt-get install*`; `*` is any text.',
      })
      .exactOptional(),
    platform: z
      .string({ error: 'must be a text' })
      .regex(
        /^[a-z0-9]+\/[a-z0-9_.]+(\/[a-z0-9.]+)?$/,
        'must be a platform, for example linux/amd64',
      )
      .meta({ description: 'Only this platform is judged; `linux/arm` is every variant of it.' })
      .exactOptional(),
    since: scalar(`must be ${windows}`)
      .transform((given, context) =>
        decoding({ decode: parseSince }, 'since')(String(given), context),
      )
      .meta({
        description:
          'Growth counts from an earlier record of the default branch on, not from the baseline: `30d` (days), `20 records`, or a tag (`v1.2.0`). Takes `max-increase` and `max-compressed-increase`, and needs `record-branch`.',
      })
      .exactOptional(),
  }),
)

function isIncrease(metric: BudgetMetric): boolean {
  return metric === 'max-increase' || metric === 'max-compressed-increase'
}

function countsFiles(metric: BudgetMetric): boolean {
  return metric === 'max-size' || metric === 'max-increase'
}

function limitKey(metric: BudgetMetric) {
  return scalar(`must be ${metric === 'max-layers' ? 'a number' : 'a size, for example 250MB'}`)
    .transform(limitsOf(metric))
    .meta({ description: helpOf(metric) })
    .exactOptional()
}

/** An increase has a limit in bytes, one in percent, or both. */
function limitsKey(metric: BudgetMetric) {
  const error = 'must be a size, a percentage, or a list of them, for example [5MB, 2%]'
  return z
    .union([scalar(error), z.array(scalar(error)).min(1)], { error })
    .transform((given, context) => [given].flat().flatMap(one => limitsOf(metric)(one, context)))
    .meta({ description: helpOf(metric) })
    .exactOptional()
}

/** `0` and a number of layers are numbers in YAML, and sizes are texts. */
function scalar(error: string) {
  return z.union([z.string(), z.number()], { error })
}

function limitsOf(metric: BudgetMetric) {
  const decode = decoding<Limit[]>(inputs[metric].kind, metric)
  return (given: string | number, context: z.RefinementCtx) => decode(String(given), context)
}
