import { applyPatch, formatPatch, parsePatch, structuredPatch } from 'diff'
import type { Hunk } from './cures.ts'
import type { CureFiles } from './edit.ts'

/** Where the files of an edit lie in the repository. */
export interface CurePaths {
  dockerfile: string
  ignore: string
}

/**
 * What edits change, as a patch for `git apply` and by place. Line ends stay what they are.
 * @param paths relative to the repository
 */
export function patchOf(
  before: CureFiles,
  after: CureFiles,
  paths: CurePaths,
): { patch: string; hunks: Hunk[] } {
  const files = [
    { path: paths.dockerfile, was: before.dockerfile, is: after.dockerfile, isNew: false },
    {
      path: paths.ignore,
      was: before.ignore ?? '',
      is: after.ignore ?? '',
      isNew: before.ignore === null,
    },
  ].filter(({ was, is }) => was !== is)
  return {
    patch: files.map(patchOfFile).join(''),
    hunks: files.flatMap(({ path, was, is }) => hunksOf(path, was, is)),
  }
}

/**
 * The files that a patch changes, as they are with it.
 * @param textOf the text of a file by its path in the patch; null: there is none
 * @returns null for a file that is not what the patch was made of
 */
export function patched(
  patch: string,
  textOf: (path: string) => string | null,
): { path: string; text: string | null }[] {
  return parsePatch(patch).map(file => {
    const path = (file.newFileName ?? '').replace(/^b\//, '')
    const text = applyPatch(textOf(path) ?? '', file)
    return { path, text: text === false ? null : text }
  })
}

// --- internal ---

interface Changed {
  path: string
  was: string
  is: string
  isNew: boolean
}

function patchOfFile({ path, was, is, isNew }: Changed): string {
  const from = isNew ? '/dev/null' : `a/${path}`
  const structured = structuredPatch(from, `b/${path}`, was, is, undefined, undefined, {
    context: 3,
  })
  const mode = isNew ? 'new file mode 100644\n' : ''
  const body = formatPatch(structured).replace(/^=+\n/, '')
  return `diff --git a/${path} b/${path}\n${mode}${body}`
}

function hunksOf(path: string, was: string, is: string): Hunk[] {
  const { hunks } = structuredPatch('', '', was, is, undefined, undefined, { context: 0 })
  return hunks.map(({ oldStart, oldLines, lines }) => ({
    path,
    // Where nothing is replaced, the library tells the line behind.
    line: oldLines === 0 ? oldStart - 1 : oldStart,
    lines: oldLines,
    text: lines.filter(line => line.startsWith('+')).map(line => line.slice(1).replace(/\r$/, '')),
  }))
}
