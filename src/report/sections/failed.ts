import type { FailedImage, Report } from '../report.ts'
import { type Block, code, type Inline, type Line, paragraph, prose } from './document.ts'
import { placeReference } from './links.ts'
import { imagesIn, label } from './words.ts'

/** What happened to an image, behind its name: `could not be built: RUN make ended with code 2, Dockerfile:6`. */
export function whatFailed(image: FailedImage, report: Report): Line {
  const place = placeOf(image, report)
  return [
    `could not be ${verb(image)}: `,
    ...prose(label(image.why, 400)),
    ...(place === null ? [] : [', ', place]),
  ]
}

/** What could not be done to it. */
export function verb({ state }: FailedImage): string {
  return { 'not built': 'built', 'not measured': 'measured', 'not read': 'read' }[state]
}

/** Why each of several images failed, and what that means for the verdict. */
export function failureBlocks(report: Report, most: number): Block[] {
  const failed = report.failed ?? []
  if (failed.length === 0) return []
  const items = failed
    .slice(0, most)
    .map((image): Line => [code(label(image.name, 60)), ' ', ...whatFailed(image, report)])
  return [
    ...(imagesIn(report) === 1 || items.length === 0 ? [] : [{ kind: 'list', items } as const]),
    paragraph(
      'No budget can be judged of an image that is not measured, so the gate does not pass. The log of the run has the last lines of what failed.',
    ),
  ]
}

/** The same with the name, as plain text. */
export function failureText(image: FailedImage): string {
  const why = label(placed(image), 400).replaceAll('`', '')
  return `${label(image.name, 60)} could not be ${verb(image)}: ${why}`
}

/** A reason with the place that it is about. */
export function placed({
  why,
  dockerfile,
  lines,
}: Pick<FailedImage, 'why' | 'dockerfile' | 'lines'>): string {
  return dockerfile === null || lines === null ? why : `${why}, ${dockerfile}:${lines.start}`
}

// --- internal ---

function placeOf({ dockerfile, lines }: FailedImage, report: Report): Inline | null {
  if (dockerfile === null || lines === null) return null
  const commit = report.repository?.headSha ?? null
  return placeReference({ path: dockerfile, range: lines, commit }, report)
}
