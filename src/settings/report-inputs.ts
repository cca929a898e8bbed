import type { Input } from './inputs.ts'
import { decodeTable, inputs } from './inputs.ts'
import { lines, text } from './kinds.ts'

/** The inputs of the report action; report/action.yml and docs/recipes.md come from it. */
export const reportInputs = {
  reports: reading(
    text,
    'Which JSON reports to read: a glob below the workspace. At most 200 files of 16 MiB each; links are refused.',
    '**/report.json',
  ),
  expected: reading(
    lines,
    'Names of the images that have to report, one a line. One that did not is shown as missing, and exceeds.',
  ),
  config: reading(
    text,
    'Path of a configuration file whose budgets decide, e.g. `.github/image-size-gate.yml`. It is read from the base commit through the API, never from the workspace, and takes `contents: read`. Without it the budgets that the reports carry decide.',
  ),
  comment: inputs.comment,
  'comment-key': {
    ...inputs['comment-key'],
    help: 'Which comment is ours: runs with another key keep another comment. Without it each job that uses this action keeps one.',
  },
  'fail-on-exceeded': inputs['fail-on-exceeded'],
  'approval-label-prefix': inputs['approval-label-prefix'],
  'github-token': inputs['github-token'],
} satisfies Record<string, Input<unknown>>

/** What the report action is told. */
export interface ReportSettings {
  /** A glob below the workspace. */
  reports: string
  expected: string[]
  config: string | null
  comment: 'always' | 'changed' | 'exceeded' | 'never'
  commentKey: string | null
  failOnExceeded: boolean
  /** null: approvals are switched off. */
  approvalLabelPrefix: string | null
  githubToken: string
}

/**
 * The inputs of the report action as settings.
 * @param read the text of an input, untrimmed; empty when it is absent
 * @throws UsageError with a line for each value that is wrong
 */
export function reportSettings(read: (name: string) => string): ReportSettings {
  const values = decodeTable(reportInputs, read)
  return {
    reports: values.reports ?? reportInputs.reports.default,
    expected: [...new Set(values.expected)],
    config: values.config,
    comment: values.comment,
    commentKey: values['comment-key'],
    failOnExceeded: values['fail-on-exceeded'],
    approvalLabelPrefix: values['approval-label-prefix'],
    githubToken: values['github-token'] ?? '',
  }
}

// --- internal ---

function reading<T>(kind: Input<T>['kind'], help: string, standard = ''): Input<T> {
  return { kind, help, default: standard, group: 'measure', role: 'github' }
}
