import { expect, test } from '@jest/globals'
import { compare } from '../../src/compare/compare.ts'
import type { LayerFile } from '../../src/image/measurement.ts'
import { gitDirectoryNote } from '../../src/waste/git-directory.ts'
import { aBaseline, aLayer, aMeasurement, aPlatform } from '../report/make.ts'

function note(
  candidate: Record<string, number>,
  baseline: Record<string, number> = { 'app/.git': 90 },
  instruction = 'COPY . /app',
) {
  const platform = (files: Record<string, number>) => {
    const list = Object.entries(files).map(
      ([path, size]): LayerFile => ({ path, size, kind: 'file' }),
    )
    return aPlatform([aLayer(instruction, 1, { version: JSON.stringify(files), files: list })])
  }
  return gitDirectoryNote(
    compare('api', aBaseline([platform(baseline)]), aMeasurement([platform(candidate)])),
  )
}

test('a `.git` directory that only the checkout has is no growth', () => {
  expect(note({ 'app/.git/HEAD': 23, 'app/.git/objects/pack/x': 2_000_000 })).toContain(
    '`.git` is in the image `api` (2 MB): add it to `.dockerignore`.',
  )
})

test.each([
  ['it is a file, as in a worktree', note({ 'app/.git': 90 })],
  ['the baseline has it too', note({ '.git/HEAD': 23 }, { '.git/HEAD': 23 })],
  ['a RUN cloned it', note({ 'src/.git/HEAD': 23 }, {}, 'RUN git clone https://example.com')],
  ['it is another directory', note({ 'app/.github/x': 23, 'app/x.git/HEAD': 23 })],
])('nothing is noted when %s', (_, text) => {
  expect(text).toBeNull()
})
