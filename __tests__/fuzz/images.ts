import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { scanArchive } from '../../src/archive/oci-tar.ts'
import { decodeLayer, encodeLayer } from '../../src/cache/layer-entry.ts'
import { decodeMetadata } from '../../src/docker/metadata.ts'
import { toMeasurement } from '../../src/image/measure.ts'
import { layerOrigins } from '../../src/image/provenance.ts'
import { decodeRecords, encodeRecords } from '../../src/record/lines.ts'
import { decodeReport, encodeReport } from '../../src/report/printers/json.ts'
import { scanLayer } from '../../src/scan/scanner.ts'
import { cases } from '../report/cases.ts'
import { anAttestation, anImage, descriptor, json } from '../support/fixtures.ts'
import {
  archiveBytes,
  dockerArchiveOf,
  type LayoutFiles,
  layoutOf,
  layoutWith,
  packedLayer,
} from '../support/layouts.ts'
import { rawTar } from '../support/raw-tar.ts'
import { aRecord } from '../support/record.ts'
import { oddTar, spoiltTar } from './layers.ts'
import {
  type FuzzTarget,
  inPieces,
  outcomeOf,
  pieces,
  same,
  spoilt,
  spoiltJson,
  target,
} from './target.ts'

const data = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../image/data/${name}`, import.meta.url), 'utf8'))
const predicate = data('provenance-v0.2.json')

const tar = rawTar([{ name: 'f', content: 'x'.repeat(3000) }])
const image = anImage([packedLayer(tar), packedLayer(rawTar([{ name: '.wh.f' }]))])
const attestation = anAttestation(predicate)
const { layers } = data('manifest.json') as { layers: { digest: `sha256:${string}` }[] }
const chain = layers.map(({ digest }) => ({ digest, diffId: null }))

/** An archive whose JSON is spoilt, and whose digests are right nevertheless, so that more is read than a digest. */
const archive: fc.Arbitrary<Buffer> = fc
  .record({
    manifest: spoiltJson(fc.constant(JSON.parse(image.manifest.toString()))),
    config: spoiltJson(fc.constant(JSON.parse(image.config.toString()))),
    statement: spoiltJson(fc.constant(JSON.parse(attestation.statement.toString()))),
    index: spoiltJson(fc.constant({})),
    form: fc.constantFrom('layout', 'attested', 'docker', 'plain'),
  })
  .map(({ manifest, config, statement, index, form }) => {
    if (form === 'docker') return archiveBytes(spoiltDockerArchive(config))
    if (form === 'plain') return archiveBytes(layoutOf(image))
    const configBytes = json(config)
    const fields = typeof manifest === 'object' && manifest !== null ? manifest : { manifest }
    const mediaType = 'application/vnd.oci.image.manifest.v1+json'
    const linked = json({
      config: descriptor('application/vnd.oci.image.config.v1+json', configBytes),
      ...fields,
      ...('config' in fields
        ? { config: descriptor('application/vnd.oci.image.config.v1+json', configBytes) }
        : {}),
    })
    const blobs = [linked, configBytes, ...image.layers.map(({ bytes }) => bytes)]
    const roots: object[] = [descriptor(mediaType, linked)]
    if (form === 'attested') {
      const said = json(statement)
      const about = json({
        ...JSON.parse(attestation.manifest.toString()),
        layers: [descriptor('application/vnd.in-toto+json', said)],
      })
      blobs.push(said, about, attestation.config)
      const annotations = {
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': descriptor(mediaType, linked).digest,
      }
      roots.push(descriptor(mediaType, about, { annotations }))
    }
    const files: LayoutFiles = layoutWith(roots, blobs)
    if (typeof index === 'object' && index !== null && Object.keys(index).length > 0) {
      files['index.json'] = json({ schemaVersion: 2, manifests: roots, ...index })
    }
    return archiveBytes(files)
  })

function spoiltDockerArchive(config: unknown): LayoutFiles {
  const files = dockerArchiveOf([tar])
  const [name = ''] = Object.keys(files)
  return { ...files, [name]: json(config) }
}

const spoiltLines = (text: string) =>
  fc.oneof(
    { weight: 1, arbitrary: spoilt(fc.constant(Buffer.from(text))).map(String) },
    {
      weight: 3,
      arbitrary: spoiltJson(fc.constant(JSON.parse(text))).map(value => JSON.stringify(value)),
    },
  )

const report = cases['grew-over-budget']?.()
const reportText = report === undefined ? '{}' : encodeReport(report)
const metadata = JSON.stringify({
  'containerimage.digest': `sha256:${'a'.repeat(64)}`,
  'buildx.build.provenance': predicate,
  'buildx.build.provenance/linux/arm64': predicate,
})

export const imageTargets: FuzzTarget[] = [
  target(
    'archive',
    fc.tuple(fc.oneof(archive, spoiltTar(archive)), pieces),
    async ([bytes, lengths]) => {
      const scan = (by: number[]) =>
        outcomeOf(() => scanArchive(inPieces(bytes, by), { detail: 'files', limit: 1_048_576 }))
      const whole = await scan([bytes.length || 1])
      const cut = await scan(lengths)
      if ('refused' in whole) return same('refused' in cut, true, 'only in one piece it is refused')
      same(cut, whole, 'the pieces make a difference')
      const facts = {
        source: 'oci-archive:x',
        commit: null,
        feed: 'archive',
        feedReason: '',
        dockerfile: null,
        dockerfileText: 'FROM a\nRUN b',
        redact: (text: string) => text,
      } as const
      for (const { content } of whole.value) await outcomeOf(() => toMeasurement(content, facts))
    },
  ),

  target('provenance', spoiltJson(fc.constant(predicate)), async value => {
    const found = await outcomeOf(() => layerOrigins(value, chain))
    if ('refused' in found || found.value === null) return
    const { lines, upstream } = found.value
    if (lines.length !== chain.length || upstream > chain.length) throw new Error('more layers')
  }),

  target('build metadata', spoiltLines(metadata), text => outcomeOf(() => decodeMetadata(text))),

  target('cache entry', oddTar, async bytes => {
    const scanned = await outcomeOf(() =>
      scanLayer(inPieces(gzipSync(bytes), [9000]), { detail: 'files', limit: 1_048_576 }),
    )
    if ('refused' in scanned) return
    const { layer } = scanned.value
    same(decodeLayer(encodeLayer(layer)), layer, 'what was kept is not what was found')
  }),

  target(
    'spoilt cache entry',
    spoiltLines(
      encodeLayer({
        digest: `sha256:${'a'.repeat(64)}`,
        diffId: `sha256:${'b'.repeat(64)}`,
        compressedSize: 5,
        size: 9,
        files: [{ path: 'a', size: 9, kind: 'file', crc32: 7 }],
      }),
    ),
    async text => {
      const found = await outcomeOf(() => decodeLayer(text))
      if ('value' in found) same(decodeLayer(encodeLayer(found.value)), found.value, 'a round trip')
    },
  ),

  target('report', spoiltLines(reportText), async text => {
    const found = await outcomeOf(() => decodeReport(text, 'report.json'))
    if ('refused' in found) return
    const again = decodeReport(encodeReport(found.value), 'again')
    same(again, found.value, 'a round trip')
  }),

  target('records', spoiltLines(encodeRecords([aRecord(1)])), async text => {
    const found = await outcomeOf(() => decodeRecords(`${text}\n${text}x`, 'records'))
    if ('refused' in found) return
    const { records } = found.value
    same(decodeRecords(encodeRecords(records), 'again').records, records, 'a round trip')
  }),
]
