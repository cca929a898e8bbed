import { applyEdits, type CureFiles } from '../../src/cure/edit.ts'
import { type Proposal, type ProposeOptions, proposeEdits } from '../../src/cure/propose.ts'
import { readSource } from '../../src/cure/steps.ts'
import type { Layer } from '../../src/image/measurement.ts'
import { findWaste } from '../../src/waste/waste.ts'
import { type Entries, filesOf } from '../compare/layers.ts'
import { aDigest, aLayer } from '../support/make.ts'

/** A Dockerfile, and what its instructions write, by the line that they begin in. */
export interface Built {
  dockerfile: string
  ignore?: string
  wrote: Record<number, Entries>
}

/** Layers as a build of the last stage would have them. */
export function layersOf({ dockerfile, wrote }: Built): Layer[] {
  const { steps } = readSource(dockerfile)
  return Object.entries(wrote).map(([line, entries], index) => {
    const step = steps.find(({ lines }) => lines.start === Number(line))
    if (step === undefined) throw new Error(`no instruction begins in line ${line}`)
    const rest = dockerfile.slice(step.body.start, step.body.end)
    const isCopied = /^(?:COPY|ADD)$/.test(step.keyword)
    const from = step.flags.some(({ name }) => name === 'from') ? 'stage' : 'context'
    return aLayer({
      diffId: aDigest(index + 1),
      instruction: `${step.keyword} ${rest.replace(/\s+/g, ' ')}`,
      lines: { ranges: [step.lines], from: 'provenance' },
      files: filesOf(entries),
      ...(isCopied ? { copiedFrom: from } : {}),
    })
  })
}

/** What the editors make of it. */
export function propose(
  built: Built,
  options: ProposeOptions = { documentation: false },
): Proposal & { before: CureFiles; after: CureFiles; why: string[] } {
  const before = { dockerfile: built.dockerfile, ignore: built.ignore ?? null }
  const layers = layersOf(built)
  const findings = findWaste(layers, null)?.findings ?? []
  const proposal = proposeEdits(before, layers, findings, options)
  const why = proposal.without.map(
    ({ finding, why }) => `${findings[finding]?.kind} ${findings[finding]?.path}: ${why}`,
  )
  return { ...proposal, before, after: applyEdits(before, proposal.edits), why }
}
