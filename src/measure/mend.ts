import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../common/errors.ts'
import { redactingLog } from '../common/log.ts'
import { redactor } from '../common/redact.ts'
import { redactingCommands } from '../common/run.ts'
import type { PlatformComparison, WasteFinding } from '../compare/comparison.ts'
import { attemptEdits } from '../cure/attempt.ts'
import { type Cures, nothingTried } from '../cure/cures.ts'
import { applyEdits, type CureFiles, type Edit } from '../cure/edit.ts'
import { patchOf } from '../cure/patch.ts'
import { type Difference, differences } from '../cure/proof.ts'
import { proposeEdits } from '../cure/propose.ts'
import { savedBy, worthIt } from '../cure/saved.ts'
import type { ImageContent, KnownLayers, ScannedLayer } from '../image/content.ts'
import type { BuildSettings, ImageSettings } from '../settings/settings.ts'
import { openFeeds } from './feeds.ts'
import { hiddenValues } from './hidden.ts'
import { readIgnoreFile } from './ignore-file.ts'
import { createProgress } from './progress.ts'
import type { RunWorld } from './shared.ts'
import { buildSubject, type Subject } from './subject.ts'

/** Builds that may be made to prove cures. */
const MOST_BUILDS = 5

/** What there is to cure, and how. */
export interface Illness {
  /** The candidate, as it was built. */
  subject: Subject
  platform: PlatformComparison
  /** Whether documentation and translations of packages may go. */
  documentation: boolean
}

/**
 * Builds the mechanical cures of an image, and measures what they save where it is proved that the image is the same but
 * for the waste. The user's files are not touched.
 * @param known layers that were measured before
 * @returns never rejects for what is wrong with an edit or a build: it says so
 */
export async function mend(
  image: ImageSettings,
  { subject, platform, documentation }: Illness,
  outer: RunWorld,
  known: KnownLayers,
): Promise<Cures> {
  if (subject.kind !== 'build' || image.source.kind !== 'build')
    return nothingTried('the image was not built here')
  const { build, directory, dockerfile } = subject
  if (dockerfile.path === null || dockerfile.text === null)
    return nothingTried('the Dockerfile is not in the checkout')
  const redact = redactor(hiddenValues(build, process.env, outer.cwd))
  const world = {
    ...outer,
    ...redactingCommands(outer, redact),
    log: redactingLog(outer.log, redact),
  }
  const ignore = readIgnoreFile(build, directory)
  const files: CureFiles = { dockerfile: dockerfile.text, ignore: ignore.text }
  const layers = platform.candidate?.layers ?? []
  const findings = platform.waste?.findings ?? []
  const { edits, without } = proposeEdits(files, layers, findings, { documentation })
  const cures: Cures = { ...nothingTried(null), without: withoutEdit(findings, without) }
  if (edits.length === 0) return cures
  try {
    return await world.log.group(`Cures: ${edits.length} that are mechanical`, () => prove())
  } catch (error) {
    world.interrupted?.throwIfAborted()
    if (!(error instanceof UserError)) throw error
    return { ...cures, why: messageOf(error) }
  }

  async function prove(): Promise<Cures> {
    const measure = measuring(image, world, upstreamOnly(platform, known))
    const still = { ...build, noCache: false, noCacheFilters: [], pull: false, cacheTo: [] }
    const subjectOf = (settings: BuildSettings) =>
      buildSubject({ ...subjectFields(), build: settings })
    const before = await measure(subjectOf(still))
    let again: { content: ImageContent; restless: Set<string> } | null = null

    const tried = await attemptEdits<ImageContent>(edits, MOST_BUILDS, async (some, left) => {
      let builds = 1
      const result = await withEdited(some, still, async settings => {
        const after = await orFailed(() => measure(subjectOf(settings)))
        if ('why' in after) return after
        const goes = some.flatMap(edit => edit.goes)
        let found = differences(before, after.content, goes)
        const mayBeRestless = found.length > 0 && found.every(({ path }) => path !== null)
        if (mayBeRestless && again === null && left > 1) {
          builds += 1
          again = await buildAgain()
        }
        if (found.length > 0 && again !== null)
          found = differences(again.content, after.content, goes, again.restless)
        return found.length > 0 ? { why: differenceText(found) } : worthIt(before, after.content)
      })
      if ('why' in result) world.log.info(`Not offered: ${result.why}.`)
      return { ...result, builds }
    })

    /** What differs by itself: the steps of the last stage run once more. */
    async function buildAgain(): Promise<{ content: ImageContent; restless: Set<string> } | null> {
      const fresh = await orFailed(() => measure(subjectOf({ ...still, noCache: true })))
      if ('why' in fresh) return null
      const own = differences(before, fresh.content, [])
      const restless = own.flatMap(({ path, isContent }) => (isContent && path ? [path] : []))
      return { content: fresh.content, restless: new Set(restless) }
    }

    const { accepted, refused, proved } = tried
    const paths = {
      dockerfile: dockerfile.path ?? 'Dockerfile',
      ignore: ignore.shown(dockerfile.path ?? ''),
    }
    const patch = patchOf(files, applyEdits(files, accepted), paths)
    const restless = (again as { restless: Set<string> } | null)?.restless ?? []
    return {
      ...cures,
      ...patch,
      edits: [...accepted.map(edit => ({ edit, why: null })), ...refused].map(({ edit, why }) => ({
        kind: edit.kind,
        what: edit.what,
        lines: edit.lines,
        found: edit.findings.reduce((sum, index) => sum + (findings[index]?.bytes ?? 0), 0),
        refused: why,
      })),
      saved: proved === null ? [] : savedBy(before, proved),
      restless: [...restless].sort().slice(0, 20),
      builds: tried.builds,
    }
  }

  function subjectFields() {
    return { directory, dockerfile, commit: subject.kind === 'build' ? subject.commit : null }
  }

  /** A Dockerfile outside of the checkout, with its own ignore file beside it. */
  async function withEdited<T>(
    some: Edit[],
    still: BuildSettings,
    use: (settings: BuildSettings) => Promise<T>,
  ): Promise<T> {
    const edited = applyEdits(files, some)
    const folder = await mkdtemp(join(world.temporary, 'image-size-gate-cure-'))
    try {
      const file = join(folder, 'Dockerfile')
      await writeFile(file, edited.dockerfile)
      // https://docs.docker.com/build/concepts/context/#filename-and-location
      if (edited.ignore !== null) await writeFile(`${file}.dockerignore`, edited.ignore)
      return await use({ ...still, file })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

// --- internal ---

type Measure = (subject: Extract<Subject, { kind: 'build' }>) => Promise<ImageContent>

/** Each build has feeds of its own: what one of them left in the engine is gone before the next. */
function measuring(image: ImageSettings, world: RunWorld, known: KnownLayers): Measure {
  return async subject => {
    const progress = createProgress(world.log)
    const settings = { detail: 'files', identify: true } as const
    const feeds = openFeeds(image, settings, world, { known, progress })
    try {
      const taken = await feeds.take(subject, 'candidate', { log: world.log, signal: world.over })
      return await taken.content()
    } finally {
      await feeds.close()
    }
  }
}

/** Layers of the FROM image are the same on both sides, so nobody looks into them; all others are read anew. */
function upstreamOnly({ candidate }: PlatformComparison, known: KnownLayers): KnownLayers {
  const layers = new Map<string, ScannedLayer>()
  for (const { upstream, digest, diffId } of candidate?.layers ?? []) {
    for (const name of upstream ? [digest, diffId] : []) {
      const found = name === null ? undefined : known.get(name)
      if (name !== null && found !== undefined) layers.set(name, found)
    }
  }
  return layers
}

async function orFailed(
  work: () => Promise<ImageContent>,
): Promise<{ content: ImageContent } | { why: string }> {
  try {
    return { content: await work() }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { why: messageOf(error).split('\n', 1)[0] ?? '' }
  }
}

function differenceText(found: Difference[]): string {
  const [first] = found
  const more = found.length > 1 ? `, and ${found.length - 1} more` : ''
  return first?.path == null
    ? `the image ${first?.what}${more}`
    : `\`${first.path}\` ${first.what}${more}`
}

const mostWithout = 20

function withoutEdit(
  findings: WasteFinding[],
  without: { finding: number; why: string }[],
): Cures['without'] {
  return without.slice(0, mostWithout).flatMap(({ finding, why }) => {
    const found = findings[finding]
    return found === undefined
      ? []
      : [{ kind: found.kind, path: found.path, bytes: found.bytes, why }]
  })
}
