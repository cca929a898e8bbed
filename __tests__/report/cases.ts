import type { RecordedWeight } from '../../src/budget/window.ts'
import type { Cures } from '../../src/cure/cures.ts'
import type { Layer, LayerFile, Package } from '../../src/image/measurement.ts'
import type { FailedImage, Report } from '../../src/report/report.ts'
import { gitDirectoryNote } from '../../src/waste/git-directory.ts'
import { seedMeasurement } from '../seed/history.ts'
import {
  aBase,
  aBaseline,
  aBudget,
  aLayer,
  aMeasurement,
  anImage,
  aPlatform,
  aReport,
  upstream,
} from './make.ts'

const debian = upstream('debian:12', [116_512_345])
const node = upstream('node:24-slim', [74_812_204, 3_612, 121_402_118, 5_330_000, 390])
const install = 'RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg'
const nodeBase = { base: aBase('node:24-slim') }

/** The layers of a Node service as its baseline ships them. */
function service(): Layer[] {
  return [
    ...node,
    aLayer('WORKDIR /app', 0, { line: 3 }),
    aLayer('COPY package.json package-lock.json ./', 310_221, { line: 5 }),
    aLayer('RUN npm ci --omit=dev', 96_418_002, { line: 6, files: [] }),
    aLayer('COPY . .', 2_104_400, { line: 15, version: 'baseline' }),
    aLayer('RUN npm run build', 612_009, { line: 16, version: 'baseline' }),
  ]
}

/** The same service, with ffmpeg and more code. */
function grownService(): Layer[] {
  const layers = service()
  layers.splice(
    8,
    2,
    aLayer(install, 39_912_874, {
      line: 12,
      to: 14,
      files: [
        {
          path: 'usr/lib/x86_64-linux-gnu/libavcodec.so.59.37.100',
          size: 14_310_400,
          kind: 'file',
        },
        { path: 'usr/lib/x86_64-linux-gnu/libx265.so.199', size: 4_902_311, kind: 'file' },
        {
          path: 'var/lib/apt/lists/deb.debian.org_debian_dists_bookworm_main',
          size: 19_004_123,
          kind: 'file',
        },
        { path: 'usr/bin/ffmpeg', size: 1_696_040, kind: 'file' },
      ],
    }),
    aLayer('COPY . .', 3_404_117, { line: 15, version: 'candidate' }),
    aLayer('RUN npm run build', 612_398, { line: 16, version: 'candidate' }),
  )
  return layers
}

const serviceBudgets = [aBudget('max-increase', 5_000_000), aBudget('max-size', 350_000_000)]

function grewOverBudget(): Report {
  const paths = ['app/src/server.js', 'app/dist/server.js', 'app/package-lock.json']
  const files = (layer: Layer, index: number): Layer => {
    if (layer.files !== null) return layer
    const own = ['COPY . .', 'RUN npm run build', 'COPY package.json package-lock.json ./']
    const path = paths[own.indexOf(layer.instruction)] ?? `usr/lib/node/${index}`
    return { ...layer, files: [{ path, size: layer.size ?? 0, kind: 'file' }] }
  }
  const baseline = service().map(files)
  const candidate = grownService().map(files)
  const image = anImage(
    'api',
    aBaseline([aPlatform(baseline, nodeBase)]),
    aMeasurement([aPlatform(candidate, nodeBase)]),
    [
      aBudget('max-increase', 5_000_000),
      aBudget('max-increase', '2%', { severity: 'warning' }),
      aBudget('max-size', 350_000_000),
    ],
  )
  const commits = ['0f3a2b1', '5d1c7e9', '7b6a5c4', '2e4f6a8', '1a2b3c4']
  const weights = [287.4, 289.1, 296.3, 296.4, 301.0]
  const subjects = [undefined, 'add fonts', 'keep the source maps', 'fix a typo', 'update sharp']
  const trend = {
    platform: 'linux/amd64',
    ref: 'main',
    points: commits.map((commit, index) => ({
      commit,
      unpacked: (weights[index] ?? 0) * 1e6,
      compressed: null,
      ...(subjects[index] === undefined ? {} : { subject: subjects[index] }),
    })),
  }
  return aReport([{ ...image, trends: [trend] }])
}

/** No change was large, and together they are. */
function overAWindow(): Report {
  const now = new Date(Date.UTC(2026, 10, 20))
  const grown = [0, 900_000, 4_100_000, 20_000, 3_700_000, -300_000, 4_300_000, 1_200_000]
  const subjects = ['release', 'log in', 'add fonts', 'typo', 'maps', 'tidy', 'update sharp', 'x']
  const layers = service()
  const sum = (all: Layer[], key: 'size' | 'compressedSize') =>
    all.reduce((bytes, layer) => bytes + (layer[key] ?? 0), 0)
  const records = grown.map((_, index): RecordedWeight => {
    const later = grown.slice(index + 1).reduce((bytes, change) => bytes + change, 0)
    return {
      commit: (index + 10).toString(16).repeat(40).slice(0, 40),
      platform: 'linux/amd64',
      time: new Date(now.getTime() - (grown.length - index) * 86_400_000).toISOString(),
      subject: subjects[index] ?? null,
      unpacked: sum(layers, 'size') - later,
      compressed: sum(layers, 'compressedSize') - Math.round(later * 0.4),
      base: null,
    }
  })
  const line = records.map(({ commit }) => commit).reverse()
  const tags = new Map<string, string[] | { why: string }>([
    ['v1.2.0', line.slice(-1)],
    ['v9', { why: 'there is no tag v9 of a commit' }],
  ])
  const history = { records: new Map([['linux/amd64', records]]), line, tags, now }
  const candidate = layers.map(layer =>
    layer.instruction === 'COPY . .'
      ? aLayer('COPY . .', 4_004_400, { line: 15, version: 'candidate' })
      : layer,
  )
  const image = anImage(
    'api',
    aBaseline([aPlatform(layers, nodeBase)]),
    aMeasurement([aPlatform(candidate, nodeBase)]),
    [
      aBudget('max-increase', 5_000_000),
      aBudget('max-increase', 10_000_000, { since: { kind: 'tag', tag: 'v1.2.0' } }),
      aBudget('max-increase', 20_000_000, { since: { kind: 'days', days: 30 } }),
      aBudget('max-compressed-increase', '1%', {
        since: { kind: 'records', count: 3 },
        severity: 'warning',
      }),
      aBudget('max-increase', 1_000_000, { since: { kind: 'tag', tag: 'v9' } }),
    ],
    [],
    history,
  )
  return aReport([image])
}

function shrank(): Report {
  const before = [
    ...debian,
    aLayer('RUN apt-get install -y build-essential && make', 198_441_000, { line: 4 }),
    aLayer('COPY app /app', 12_000_100, { line: 9, version: '1' }),
  ]
  const after = [...debian, aLayer('COPY --from=build /out /app', 12_204_000, { line: 11 })]
  return aReport([
    anImage(
      'worker',
      aBaseline([aPlatform(before)]),
      aMeasurement([aPlatform(after)]),
      serviceBudgets,
    ),
  ])
}

function unchanged(): Report {
  const platform = aPlatform(service(), nodeBase)
  return aReport([anImage('api', aBaseline([platform]), aMeasurement([platform]), serviceBudgets)])
}

/** Every mistake that a Dockerfile of a few lines can make. */
function wasteful(): Report {
  const file = (path: string, size: number): LayerFile => ({ path, size, kind: 'file' })
  const gone = (path: string): LayerFile => ({ path, size: 0, kind: 'whiteout' })
  const layerOf = (instruction: string, line: number, files: LayerFile[], packages?: Package[]) =>
    aLayer(
      instruction,
      files.reduce((bytes, { size }) => bytes + size, 0),
      { line, files, ...(packages === undefined ? {} : { packages }) },
    )
  const status = 'var/lib/dpkg/status'
  const dpkg = (name: string, version: string, bytes: number): Package => {
    return { manager: 'dpkg', name, version, bytes, path: status }
  }
  const base = {
    ...layerOf(
      '# debian.sh --arch amd64 out/ bookworm',
      1,
      [file('usr/bin/bash', 116_000_000)],
      [dpkg('bash', '5.2.15-2+b2', 7_340_032), dpkg('tzdata', '2024a-0+deb12u1', 3_281_920)],
    ),
    lines: null,
    upstream: true,
  }
  const model = { size: 21_000_000, kind: 'file', crc32: 7 } as const
  const source = [file('app/main.py', 400_000), { path: 'app/model.bin', ...model }]
  const baseline = [base, layerOf('COPY . /app', 6, source)]
  const candidate = [
    base,
    layerOf(
      'RUN apt-get update && apt-get install -y ffmpeg',
      3,
      [
        file('usr/bin/ffmpeg', 35_000_000),
        file('var/lib/apt/lists/deb.debian.org_InRelease', 19_000_000),
        file('usr/share/doc/ffmpeg/manual.html', 2_600_000),
        file(status, 140_000),
      ],
      [
        dpkg('bash', '5.2.15-2+b7', 7_344_128),
        dpkg('tzdata', '2024a-0+deb12u1', 3_281_920),
        dpkg('ffmpeg', '7:5.1.4-0+deb12u1', 35_000_320),
      ],
    ),
    layerOf('RUN curl -O https://example.com/tool.tgz', 4, [file('tmp/tool.tgz', 8_000_000)]),
    layerOf('RUN rm /tmp/tool.tgz', 5, [gone('tmp/tool.tgz')]),
    layerOf('COPY . /app', 6, [...source, file('app/.git/objects/pack/pack-1.pack', 5_500_000)]),
    layerOf('RUN chown -R app /app', 7, source),
    layerOf('COPY model.bin /srv/models/', 8, [{ path: 'srv/models/model.bin', ...model }]),
  ]
  const image = anImage(
    'transcoder',
    aBaseline([aPlatform(baseline)]),
    aMeasurement([aPlatform(candidate)]),
    [aBudget('max-increase', 5_000_000)],
  )
  return aReport([image], { notes: [gitDirectoryNote(image.comparison) ?? ''] })
}

function newImage(): Report {
  const image = anImage(
    'thumbnailer',
    { state: 'new image', why: 'there is no `services/thumbnailer/Dockerfile` at `1a2b3c4`' },
    aMeasurement([aPlatform(grownService(), nodeBase)], {
      dockerfile: 'services/thumbnailer/Dockerfile',
      source: 'build of `services/thumbnailer/Dockerfile` at `9f8e7d6`',
    }),
    serviceBudgets,
  )
  return aReport([image])
}

function baselineUnavailable(): Report {
  const image = anImage(
    'api',
    {
      state: 'unavailable',
      why: 'the build of `Dockerfile` at `1a2b3c4` failed: `RUN npm ci` ended with code 1 (npm error 404 left-pad@1.3.1)',
    },
    aMeasurement([aPlatform(service(), nodeBase)]),
    [aBudget('max-increase', 5_000_000)],
  )
  return aReport([image], {
    notes: [
      'The base commit could not be built, so growth was not judged. Set `record-branch` to compare with what the default branch measured.',
    ],
  })
}

/** The only image: there is no size, and so no table. */
function notBuilt(): Report {
  const failed: FailedImage = {
    name: 'api',
    state: 'not built',
    why: '`RUN make -j4 all` ended with code 2',
    dockerfile: 'services/api/Dockerfile',
    lines: { start: 6, end: 7 },
  }
  return aReport([], { verdict: 'exceeded', failed: [failed] })
}

/** Two of five images cannot be measured. */
function someFail(): Report {
  const { images } = threeImages()
  const failed: FailedImage[] = [
    {
      name: 'web',
      state: 'not built',
      why: '`COPY dist/ /srv/`: there is no "/dist"',
      dockerfile: 'web/Dockerfile',
      lines: { start: 12, end: 12 },
    },
    {
      name: 'proxy',
      state: 'not measured',
      why: 'docker://ghcr.io/acme/proxy:1: no permission to read it, or it does not exist; log in before this step (docker/login-action)',
      dockerfile: null,
      lines: null,
    },
  ]
  return aReport(images, { verdict: 'exceeded', failed })
}

function approved(): Report {
  const image = anImage(
    'api',
    aBaseline([aPlatform(service(), nodeBase)]),
    aMeasurement([aPlatform(grownService(), nodeBase)]),
    serviceBudgets,
    [{ label: 'image-size/+50MB', bytes: 50_000_000 }],
  )
  return aReport([image])
}

function upstreamMoved(): Report {
  const own = (version: string) => [
    aLayer('COPY requirements.txt .', 1_204, { line: 3, version }),
    aLayer('RUN pip install -r requirements.txt', 88_120_400, { line: 4, version }),
    aLayer('COPY . .', version === 'a' ? 910_000 : 1_120_000, { line: 5, version }),
  ]
  const base = (version: string) => ({ base: aBase('python:3.13', version) })
  return aReport([
    anImage(
      'jobs',
      aBaseline([
        aPlatform(
          [...upstream('python:3.13', [116_500_000, 48_000_000, 177_000_000]), ...own('a')],
          base('a'),
        ),
      ]),
      aMeasurement([
        aPlatform(
          [...upstream('python:3.13', [124_900_000, 50_400_000, 178_100_000], 'b'), ...own('b')],
          base('b'),
        ),
      ]),
      [aBudget('max-increase', 5_000_000), aBudget('max-size', 450_000_000)],
    ),
  ])
}

function twoPlatforms(): Report {
  const arm = (layers: Layer[], extra: number) =>
    layers.map(layer => {
      const size = layer.size === null || layer.size < 1_000_000 ? layer.size : layer.size + extra
      return aLayer(layer.instruction, size, {
        version: `arm ${layer.diffId}`,
        lines: layer.lines,
        upstream: layer.upstream,
      })
    })
  const both = (layers: Layer[], forArm: Layer[]) => [
    aPlatform(layers, nodeBase),
    aPlatform(forArm, { ...nodeBase, platform: 'linux/arm64' }),
  ]
  return aReport([
    anImage(
      'api',
      aBaseline(both(service(), arm(service(), 400_000))),
      aMeasurement(both(service(), arm(grownService(), 400_000))),
      serviceBudgets,
    ),
  ])
}

function threeImages(): Report {
  const [grew] = grewOverBudget().images
  const [shrunk] = shrank().images
  const [added] = newImage().images
  const images = [grew, shrunk, added].filter(image => image !== undefined)
  return aReport(images, { missing: ['admin'] })
}

/** A patch that was built: with what it saves, and an edit that could not be proved. */
function cured(): Report {
  const [image] = wasteful().images
  if (image === undefined) throw new Error('the case has no image')
  const change = (baseline: number, candidate: number) => ({
    baseline,
    candidate,
    change: candidate - baseline,
  })
  const edit = { lines: { start: 12, end: 14 }, refused: null }
  const cures: Cures = {
    patch: [
      'diff --git a/Dockerfile b/Dockerfile',
      '--- a/Dockerfile',
      '+++ b/Dockerfile',
      '@@ -11,4 +11,5 @@',
      ' ENV NOTE="```"',
      '-RUN apt-get update && apt-get install -y curl',
      '+RUN apt-get update && apt-get install -y curl && \\',
      '+    rm -rf /var/lib/apt/lists/*',
      ' USER node',
      '',
    ].join('\n'),
    edits: [
      {
        ...edit,
        kind: 'cache',
        what: '`rm -rf /var/lib/apt/lists/*` at the end of the same `RUN`',
        found: 38_800_000,
      },
      {
        ...edit,
        kind: 'ignored',
        what: '`**/.git` in the ignore file: it is not sent to the builder',
        lines: null,
        found: 1_200_000,
      },
      {
        ...edit,
        kind: 'owner',
        what: '`--chown=node` where it is copied: a later `RUN` ships every file again',
        found: 9_100_000,
        refused: '`/app` would have another owner',
      },
    ],
    hunks: [
      {
        path: 'Dockerfile',
        line: 12,
        lines: 1,
        text: [
          'RUN apt-get update && apt-get install -y curl && \\',
          '    rm -rf /var/lib/apt/lists/*',
        ],
      },
    ],
    saved: [
      {
        platform: 'linux/amd64',
        unpacked: change(342_000_000, 302_010_000),
        compressed: change(126_000_000, 113_400_000),
      },
    ],
    restless: ['/var/log/dpkg.log', '/var/log/apt/history.log'],
    builds: 3,
    without: [],
    why: null,
  }
  return aReport([{ ...image, cures }])
}

function hostileText(): Report {
  const texts = [
    'RUN echo "a | b || c" | tee /tmp/x',
    'RUN echo `id` ``double`` ```',
    'RUN <<EOF\napt-get update\n\n| not | a | row |\n| --- | --- | --- |\nEOF',
    'RUN echo @octocat @octo/team #1 GH-2 octo/shop#3 https://evil.example/?a=b',
    'RUN echo "<!-- image-size-gate:api --> <script>alert(1)</script> </details> <img src=x onerror=alert(1)>"',
    "RUN sed -i 's/a\\|b/c/' /etc/x \\",
    'COPY [x](javascript:alert(1)) ![y](https://evil.example/y.png) **bold** _em_ ~~strike~~',
    `RUN ${'\u202e'}gnp.exe${'\u0007\u001b'}[31mred ${'\ud800'} ${'é🎉漢字'.repeat(30)}`,
    '',
  ]
  const layers = texts.map((text, index) =>
    aLayer(text, 5_000_000 + index * 10_000, { line: index + 2 }),
  )
  const image = anImage(
    'a|b `c` <b>@octocat</b>',
    aBaseline([aPlatform(debian, { base: aBase('evil|`<i>`:@1') })]),
    aMeasurement([aPlatform([...debian, ...layers], { base: aBase('evil|`<i>`:@1') })], {
      dockerfile: 'a b/[x](y)/Dockerfile|#?.@octocat',
      source: 'build of <img src=x> at `|`, @octocat #1',
      feedReason: 'because | of *this* and https://evil.example/ and www.evil.example',
    }),
    [aBudget('max-increase', 1_000_000)],
  )
  const points = texts.map((subject, index) => ({
    commit: `${index}`.repeat(40),
    subject,
    unpacked: 1_000_000 * index,
    compressed: null,
  }))
  const trends = [{ platform: 'linux/amd64', ref: 'main`|"] <b>@octocat', points }]
  const cures: Cures = {
    patch: texts
      .flatMap(text => text.split('\n'))
      .map(line => `+${line}`)
      .join('\n'),
    edits: texts.map(what => ({ kind: 'cache', what, lines: null, found: 1, refused: null })),
    hunks: [],
    saved: [],
    restless: texts,
    builds: 1,
    without: [],
    why: null,
  }
  return aReport([{ ...image, trends, cures }], {
    notes: [
      '<script>alert(1)</script> @octocat: see #1, octo/shop#2 | and `code | with <b>` # here',
    ],
  })
}

function compressedNotMeasured(): Report {
  const why =
    'the classic image store keeps no compressed layers; a budget on it (`max-compressed-size`) makes the gate measure it'
  const plain = (layers: Layer[]) =>
    aPlatform(
      layers.map(layer => ({ ...layer, compressedSize: null, digest: null, mediaType: null })),
      { ...nodeBase, manifestDigest: null, compressedUnmeasured: why },
    )
  const history = {
    feed: 'history',
    feedReason: '`detail: layers` needs no more than the history',
  } as const
  return aReport([
    anImage(
      'api',
      aBaseline([plain(service())], history),
      aMeasurement([plain(grownService())], { ...history, source: '`docker-daemon:api:ci`' }),
    ),
  ])
}

function roundingHidesBreach(): Report {
  const image = (bytes: number) => [
    ...debian,
    aLayer('COPY app /app', bytes, { line: 2, version: `${bytes}` }),
  ]
  return aReport([
    anImage(
      'api',
      aBaseline([aPlatform(image(83_487_655))]),
      aMeasurement([aPlatform(image(83_491_867))]),
      [aBudget('max-size', 200_000_000), aBudget('max-increase', 4_200), aBudget('max-layers', 2)],
    ),
  ])
}

/** Name of a golden folder → the report in it. */
export const cases: Record<string, () => Report> = {
  'grew-over-budget': grewOverBudget,
  'over-a-window': overAWindow,
  shrank,
  unchanged,
  wasteful,
  cured,
  'new-image': newImage,
  'baseline-unavailable': baselineUnavailable,
  approved,
  'upstream-moved': upstreamMoved,
  'two-platforms': twoPlatforms,
  'three-images': threeImages,
  'hundred-images': hundredImages,
  'image-removed': imageRemoved,
  'not-built': notBuilt,
  'some-images-fail': someFail,
  'hostile-text': hostileText,
  'compressed-not-measured': compressedNotMeasured,
  'rounding-hides-the-breach': roundingHidesBreach,
  'seed-1.0-to-1.1': () => seed('1.0', '1.1'),
  'seed-1.1-to-1.2': () => seed('1.1', '1.2'),
  'seed-1.2-to-1.1': () => seed('1.2', '1.1'),
}

/** A hundred images of two platforms: a few broke, some changed, most were not even built. */
function hundredImages(): Report {
  const both = (layers: Layer[]) =>
    ['linux/amd64', 'linux/arm64'].map(platform => aPlatform(layers, { ...nodeBase, platform }))
  const image = (name: string, growth: number, limit: number) => {
    const layers = [...debian, aLayer('COPY app /app', 5_000_000, { line: 4 })]
    const grown = [
      ...debian,
      aLayer('COPY app /app', 5_000_000 + growth, { line: 4, version: growth === 0 ? '' : name }),
    ]
    return anImage(name, aBaseline(both(layers)), aMeasurement(both(grown)), [
      aBudget('max-increase', limit),
      aBudget('max-size', 400_000_000),
    ])
  }
  const numbered = (start: string, from: number, count: number) =>
    Array.from({ length: count }, (_, index) => `${start}-${from + index}`)
  const images = [
    ...numbered('unchanged-service', 1, 2).map(name => image(name, 0, 1_000_000)),
    ...numbered('changed-service', 1, 5).map((name, at) => image(name, 70_000 * (at - 3.5), 1e6)),
    image('small-breach', 1_500_000, 1_000_000),
    image('large-breach', 60_000_000, 1_000_000),
  ]
  const since = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d'
  return aReport(images, {
    verdict: 'exceeded',
    failed: [
      {
        name: 'cannot-build',
        state: 'not built',
        why: '`RUN make` ended with code 2',
        dockerfile: 'cannot-build/Dockerfile',
        lines: { start: 6, end: 6 },
      },
    ],
    unchanged: numbered('service-of-another-team', 1, 90).map(name => ({
      name,
      since,
      why: `its Dockerfile and its context \`services/${name}\` are the same`,
    })),
  })
}

/** The configuration file listed two images at the base commit. */
function imageRemoved(): Report {
  const removed = [
    {
      name: 'worker',
      config: '.github/image-size-gate.yml',
      commit: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
    },
  ]
  return { ...unchanged(), removed }
}

/** Two of the three real images that the project started from. */
function seed(from: string, to: string): Report {
  const budgets = [aBudget('max-increase', 5_000_000), aBudget('max-size', 850_000_000)]
  const baseline = { state: 'compared' as const, measurement: seedMeasurement(from) }
  return aReport([anImage('back34', baseline, seedMeasurement(to), budgets)])
}
