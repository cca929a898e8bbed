import { type BudgetMetric, budgetMetrics } from '../../budget/budget.ts'

/** What an image, or one of its platforms, is in a report, and what is enforced then. */
export interface State {
  /** What the report shows, as Markdown. */
  shown: string
  /** In words, as Markdown. */
  when: string
  /** The budgets that are judged; the others are shown as not judged, and breach nothing. */
  judged: readonly BudgetMetric[]
  /** What else happens, in words. */
  also?: string
}

const absolute: BudgetMetric[] = ['max-size', 'max-compressed-size', 'max-layers']
const unpacked: BudgetMetric[] = ['max-size', 'max-increase', 'max-layers']

/** Every state that a report can show. The table of docs/budgets.md is made of it, and a test holds it against the judge. */
export const states = {
  compared: {
    shown: 'a commit or a digest',
    when: 'there is a baseline',
    judged: budgetMetrics,
  },
  moved: {
    shown: '`Dockerfile moved from there`',
    when: 'the Dockerfile was renamed since the base commit, which is built with the former path',
    judged: budgetMetrics,
  },
  newImage: {
    shown: '`new image`',
    when: 'the base commit has no such Dockerfile, or its bake file no such target',
    judged: absolute,
  },
  unavailable: {
    shown: '`baseline unavailable: WHY`',
    when: 'the base cannot be found, built, fetched or read, or has none of the platforms; the histories share no commit; the event has no base',
    judged: absolute,
    also: 'a warning',
  },
  none: {
    shown: '`no baseline`',
    when: '`baseline: none`',
    judged: absolute,
  },
  newPlatform: {
    shown: '`new platform`',
    when: 'only the candidate has the platform, beside others',
    judged: absolute,
  },
  unchangedImage: {
    shown: '`unchanged, not built`',
    when: '`only-changed`, and nothing that the image is made of differs from the base commit; with a record, its sizes are shown and absolute budgets are judged',
    judged: [],
  },
  removedPlatform: {
    shown: '`removed`, at a platform',
    when: 'only the baseline has the platform',
    judged: [],
  },
  removedImage: {
    shown: '`removed`, at an image',
    when: 'the configuration file or a bake file lists it at the base commit, and no more',
    judged: [],
  },
  notBuilt: {
    shown: '`could not be built: WHY`',
    when: 'the build of the candidate fails; its Dockerfile line is annotated, and the other images are reported as ever',
    judged: [],
    also: 'exceeds: what is not measured is within no budget',
  },
  notRead: {
    shown: '`could not be measured: WHY`',
    when: 'the candidate cannot be fetched or read',
    judged: [],
    also: 'exceeds: what is not measured is within no budget',
  },
  notMeasured: {
    shown: '`not measured`, at compressed sizes',
    when: 'one side has none, as with the classic image store and `docker history`, unless a budget of this run asks for them',
    judged: unpacked,
  },
} as const satisfies Record<string, State>
