import { contextPath, copyOf, withoutStep } from './copies.ts'
import type { Outcome } from './edit.ts'
import type { Source, Step } from './steps.ts'

/**
 * A `COPY` all of whose files a later one writes again goes, where nothing runs between them.
 * @param written every file of the first, absolute; null: unknown
 * @param hidden those that the later one writes again
 */
export function copiedTwice(
  source: Source,
  first: Step,
  by: Step,
  { written, hidden }: { written: string[] | null; hidden: string[] },
): Outcome {
  if (first.stage !== by.stage || first.index >= by.index)
    return { none: 'they stand in different stages' }
  const between = source.steps.slice(first.index + 1, by.index)
  if (between.some(({ keyword }) => !passive.has(keyword)))
    return { none: 'what stands between may read it' }
  if (source.text.slice(first.start, first.end).includes('<<'))
    return { none: 'its content stands in the Dockerfile' }
  const goes = new Set(hidden)
  if (written === null || !written.every(path => goes.has(path))) {
    return { none: 'the first `COPY` brings other files, too' }
  }
  const copy = copyOf(first)
  if (copy !== null && written.some(path => contextPath(copy, path) === null))
    return { none: 'where its files come from is not certain' }
  return {
    kind: 'twice',
    what: 'the first `COPY` of it goes: a later one writes it again',
    lines: first.lines,
    changes: [withoutStep(source, first)],
    goes: [],
  }
}

// --- internal ---

/** Instructions that read no file of the image. */
const passive = new Set([
  ...['COPY', 'ADD', 'ENV', 'ARG', 'LABEL', 'EXPOSE', 'CMD', 'ENTRYPOINT', 'STOPSIGNAL'],
  ...['MAINTAINER', 'HEALTHCHECK', 'SHELL', 'VOLUME', 'ONBUILD'],
])
