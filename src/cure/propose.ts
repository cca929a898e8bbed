import type { WasteFinding } from '../compare/comparison.ts'
import type { Layer } from '../image/measurement.ts'
import { stack } from '../waste/hidden-files.ts'
import { copiedTwice } from './copied-twice.ts'
import { copyOwner } from './copy-owner.ts'
import { withoutDocumentation } from './documentation.ts'
import { applyEdits, type CureFiles, clash, type Edit, type Outcome } from './edit.ts'
import { ignoredFiles } from './ignored.ts'
import { joinedRuns } from './joined-runs.ts'
import { leftover } from './leftovers.ts'
import { packageCache } from './package-caches.ts'
import { readSource, type Source, type Step, stepOfLayer } from './steps.ts'

/** Edits that can be made together, and why there is none for the other findings. */
export interface Proposal {
  edits: Edit[]
  /** By the finding's index. */
  without: { finding: number; why: string }[]
}

export interface ProposeOptions {
  /** Whether documentation and translations of packages may go. */
  documentation: boolean
}

/**
 * Mechanical cures of what was found wasted. Each is certain as far as the text can tell; whether the image is the same
 * is for the proof to say.
 * @param layers the candidate's, which the findings' indexes mean
 */
export function proposeEdits(
  files: CureFiles,
  layers: Layer[],
  findings: WasteFinding[],
  options: ProposeOptions,
): Proposal {
  const source = readSource(files.dockerfile)
  const hidden = stack(layers).hidden
  const edits: Edit[] = []
  const without: Proposal['without'] = []
  for (const [index, finding] of findings.entries()) {
    const outcome = checked(files, edit(finding))
    if ('none' in outcome) {
      without.push({ finding: index, why: outcome.none })
      continue
    }
    const twin = edits.find(other => isSame(other, outcome))
    if (twin !== undefined) {
      twin.findings.push(index)
      twin.goes = [...new Set([...twin.goes, ...outcome.goes])]
    } else if (edits.some(other => clash(other.changes, outcome.changes))) {
      without.push({
        finding: index,
        why: 'another edit changes the same place: ask again after it',
      })
    } else {
      edits.push({ ...outcome, findings: [index] })
    }
  }
  return { edits, without }

  function edit(finding: WasteFinding): Outcome {
    const layer = layers[finding.layer]
    if (layer === undefined || layer.upstream) return { none: 'it came with the FROM image' }
    const step = stepOfLayer(source, layer)
    const by = finding.by === null ? null : stepOfLayer(source, layers[finding.by])
    if (step === null || (finding.by !== null && by === null))
      return { none: 'the instruction that wrote it is not certain' }
    const paths = hidden
      .filter(file => file.layer === finding.layer && file.by === finding.by)
      .map(({ path }) => `/${path}`)
      .filter(path => isIn(path, finding.path))
    if (step.keyword !== 'RUN') return ofCopy(finding, layer, step, by, paths)
    return ofRun(source, finding, step, by, options)
  }

  function ofCopy(
    finding: WasteFinding,
    layer: Layer,
    step: Step,
    by: Step | null,
    paths: string[],
  ): Outcome {
    const { kind } = finding
    if (by !== null && by.keyword !== 'RUN') {
      const written = layer.files?.flatMap(one => (one.kind === 'directory' ? [] : `/${one.path}`))
      return copiedTwice(source, step, by, { written: written ?? null, hidden: paths })
    }
    if (kind === 'copied' && by !== null) return copyOwner(source, step, by)
    if (layer.copiedFrom !== undefined && layer.copiedFrom !== 'context')
      return { none: 'it is not copied from the build context' }
    if (by === null && !ignorable.has(kind)) return { none: notMechanical }
    const at = { kind, paths: by === null ? [finding.path] : paths, by }
    return ignoredFiles(source, files, step, at)
  }
}

// --- internal ---

const notMechanical = 'it takes a decision that no edit can make'

/** What is in the image though nothing needs it, whoever copies it. */
const ignorable = new Set<WasteFinding['kind']>(['git', 'bytecode', 'core dump', 'cache'])

function ofRun(
  source: Source,
  { kind, path }: WasteFinding,
  step: Step,
  by: Step | null,
  options: ProposeOptions,
): Outcome {
  switch (kind) {
    case 'cache':
      return packageCache(source, step, path)
    case 'archive':
    case 'core dump':
    case 'git':
    case 'temporary':
      return leftover(source, step, kind, path)
    case 'deleted':
    case 'overwritten':
    case 'copied':
      if (by === null) return { none: notMechanical }
      return joinedRuns(source, step, by, kind)
    case 'documentation':
    case 'translations':
      return options.documentation
        ? withoutDocumentation(source, step, kind, path)
        : { none: 'somebody may read it: `cures: all` leaves it out' }
    default:
      return { none: notMechanical }
  }
}

/** An edit that reaches beyond its instructions is none: all others are read as they were before. */
function checked(files: CureFiles, outcome: Outcome): Outcome {
  if ('none' in outcome) return outcome
  const before = readSource(files.dockerfile)
  const touched = before.steps.filter(step =>
    outcome.changes.some(
      ({ file, start, end }) => file === 'dockerfile' && start <= step.end && end >= step.start,
    ),
  )
  const after = readSource(applyEdits(files, [outcome]).dockerfile)
  const left = before.steps.filter(step => !touched.includes(step))
  const texts = new Set(after.steps.map(step => after.text.slice(step.start, step.end)))
  const isWell = left.every(step => texts.has(before.text.slice(step.start, step.end)))
  const grown = after.steps.length > before.steps.length
  return isWell && !grown ? outcome : { none: 'it is not certain what else the edit would change' }
}

function isSame(one: Edit, other: Exclude<Outcome, { none: string }>): boolean {
  return JSON.stringify(one.changes) === JSON.stringify(other.changes)
}

function isIn(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`)
}
