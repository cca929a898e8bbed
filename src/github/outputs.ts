import { appendFile, stat } from 'node:fs/promises'
import { type AnnotationProperties, error, notice, setOutput, warning } from '@actions/core'

/** The outputs of the action; null is written as the empty string. */
export interface Outputs {
  verdict: 'passed' | 'exceeded' | 'approved'
  baseline: string
  size: number | null
  'compressed-size': number | null
  'size-change': number | null
  'compressed-size-change': number | null
  images: string
  report: string
  html: string
  markdown: string
  'comment-url': string | null
}

/** Sets the outputs that are given. */
export function setOutputs(outputs: Partial<Outputs>): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value ?? '')
}

// https://docs.github.com/actions/reference/workflow-commands#step-isolation-and-limits
const SUMMARY_LIMIT = 1024 * 1024

/**
 * Adds to the job summary. Over its limit of 1 MiB per step the runner would drop all of it, so the short form
 * goes there instead.
 * @param path GITHUB_STEP_SUMMARY; undefined outside GitHub and on servers without summaries
 */
export async function writeSummary(
  path: string | undefined,
  markdown: string,
  short: string,
): Promise<'written' | 'shortened' | 'not written'> {
  if (path === undefined || path === '') return 'not written'
  const used = await stat(path).then(
    ({ size }) => size,
    () => 0,
  )
  for (const [text, outcome] of [
    [markdown, 'written'],
    [short, 'shortened'],
  ] as const) {
    if (used + Buffer.byteLength(text) + 1 > SUMMARY_LIMIT) continue
    await appendFile(path, `${text}\n`)
    return outcome
  }
  return 'not written'
}

/** A remark on lines of a file, which GitHub shows in the diff of the pull request. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  message: string
  /** Relative to the repository; null for a remark on the run. */
  file: string | null
  startLine: number | null
  endLine: number | null
  title: string
}

// The runner shows ten of each level and step, and cuts their text; both in
// https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs
const ANNOTATION_LIMIT = 10
const MESSAGE_LIMIT = 4096

/**
 * Writes annotations: at most ten of each level, the last of which counts those left out.
 * @param others how many messages of each level the step writes beside them, which GitHub shows among the ten
 */
export function annotate(
  annotations: Annotation[],
  others: Partial<Record<Annotation['level'], number>> = {},
): void {
  const levels = { error, warning, notice }
  for (const level of ['error', 'warning', 'notice'] as const) {
    const all = annotations.filter(annotation => annotation.level === level)
    const most = Math.max(1, ANNOTATION_LIMIT - (others[level] ?? 0))
    const left = all.length - most
    all.slice(0, most).forEach((annotation, index) => {
      const more = left > 0 && index === most - 1 ? ` (and ${left} more like it)` : ''
      const message = annotation.message.slice(0, MESSAGE_LIMIT - more.length) + more
      levels[level](message, propertiesOf(annotation))
    })
  }
}

// --- internal ---

function propertiesOf({ title, file, startLine, endLine }: Annotation): AnnotationProperties {
  return {
    title,
    ...(file === null ? {} : { file }),
    ...(startLine === null ? {} : { startLine }),
    ...(endLine === null ? {} : { endLine }),
  }
}
