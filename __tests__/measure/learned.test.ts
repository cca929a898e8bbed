import { afterAll, expect, test } from '@jest/globals'
import { rememberLayers } from '../../src/cache/known-layers.ts'
import { toMeasurement } from '../../src/image/measure.ts'
import { openFeeds } from '../../src/measure/feeds.ts'
import { createProgress } from '../../src/measure/progress.ts'
import { shareAmongImages } from '../../src/measure/shared.ts'
import { referenceSubject } from '../../src/measure/subject.ts'
import { compactPlatform } from '../../src/record/compact.ts'
import { settingsFromInputs } from '../../src/settings/from-inputs.ts'
import { recording } from '../docker/fake.ts'
import { writeLayout } from '../support/layout.ts'
import { temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const silent = {
  info: () => {},
  warning: () => {},
  group: (_: string, work: () => unknown) => work(),
}

function feeds() {
  const given: Record<string, string> = { image: 'oci:.' }
  const surroundings = { repositoryName: 'shop', readConfig: () => null }
  const [image] = settingsFromInputs(name => given[name] ?? '', surroundings).images
  if (image === undefined) throw new Error('one image')
  const log = silent as never
  const around = { ...recording(), log, cwd: folder.path, temporary: folder.path, event: null }
  const over = new AbortController().signal
  const world = { ...around, over, shared: shareAmongImages(around) }
  const progress = createProgress(log)
  return openFeeds(image, { detail: 'files' }, world, {
    known: rememberLayers(null).lend(),
    progress,
  })
}

async function measured(layout: string, one = feeds()) {
  const subject = referenceSubject({ transport: 'oci', value: layout })
  const attention = { log: silent as never, signal: new AbortController().signal }
  const taken = await one.take(subject, 'candidate', attention)
  const words = { source: layout, commit: null, feed: taken.feed, feedReason: '', dockerfile: null }
  const source = { ...words, dockerfileText: null, redact: (text: string) => text }
  return toMeasurement(await taken.content(), source).platforms[0]
}

/** Or the next record would say less than the one before it. */
test('what a record tells of a layer is told again by the record of whoever shares it', async () => {
  const layout = await writeLayout(folder.path, 30_000)
  const read = await measured(layout)
  if (read === undefined) throw new Error('one platform')
  const packages = [{ manager: 'pip' as const, name: 'six', version: '1', path: '/six', bytes: 9 }]
  const layers = read.layers.map(layer => ({ ...layer, packages }))
  const record = compactPlatform({ ...read, layers })
  expect(record.layers[0]?.paths).toEqual([{ path: 'app', files: 1, size: 30_000 }])

  const learning = feeds()
  learning.learn(record.layers)
  const shared = await measured(layout, learning)
  expect(shared?.layers[0]?.files).toBeNull()
  if (shared === undefined) throw new Error('one platform')
  expect(compactPlatform(shared).layers).toEqual(record.layers)
})
