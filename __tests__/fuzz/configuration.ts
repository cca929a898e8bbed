import fc from 'fast-check'
import { stringify } from 'yaml'
import { readConfigFile } from '../../src/settings/config-file.ts'
import { decodeInputs, inputNames } from '../../src/settings/inputs.ts'
import { parseReference, referenceText } from '../../src/settings/references.ts'
import { type FuzzTarget, outcomeOf, same, spoilt, spoiltJson, target } from './target.ts'

const file = {
  images: [
    {
      name: 'api',
      context: 'services/api',
      'build-args': ['A=1', 'B'],
      platforms: ['linux/amd64', 'linux/arm64'],
      budgets: [
        { 'max-size': '250MB', severity: 'warning' },
        { 'max-increase': ['5MB', '2%'], layer: 'RUN apt-get*' },
        { path: '/app', 'max-size': '40MB', since: '30d' },
      ],
    },
    { name: 'web', image: 'oci:layout' },
  ],
  defaults: { budgets: [{ 'max-layers': 20 }] },
}

const yaml = fc.oneof(
  spoiltJson(fc.constant(file)).map(value => stringify(value)),
  spoilt(fc.constant(Buffer.from(stringify(file)))).map(String),
  fc.constantFrom(
    'a: &a [*a]',
    'a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nimages: *c',
    '<<: {images: []}',
    '? [images]\n: - name: x',
    '!!binary x',
    '--- a\n--- b',
    '%YAML 9.9\n---\nimages: []',
    '[[[[['.repeat(200),
  ),
)

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'docker-daemon:',
        'oci:',
        'docker://',
        'a',
        '/',
        ':',
        '@',
        'sha256:',
        ',',
        '"',
        '\n',
        '=',
        '..',
      ),
      { maxLength: 8 },
    )
    .map(parts => parts.join('')),
)

export const configurationTargets: FuzzTarget[] = [
  target('configuration file', yaml, async text => {
    const found = await outcomeOf(() => readConfigFile({ path: 'x.yml', text }, 'exclude', 'shop'))
    if ('refused' in found && found.refused.length > 5000) throw new Error('an error without end')
  }),

  target('references', text, async given => {
    const found = await outcomeOf(() => parseReference('image', given))
    if ('refused' in found) return
    const again = referenceText(found.value)
    same(parseReference('image', again), found.value, 'it is another when written again')
  }),

  target('inputs', fc.dictionary(fc.constantFrom(...inputNames), text), given =>
    outcomeOf(() => decodeInputs(name => given[name] ?? '')),
  ),
]
