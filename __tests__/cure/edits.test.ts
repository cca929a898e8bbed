import { describe, expect, test } from '@jest/globals'
import { type Built, propose } from './cure.ts'

const from = (...lines: string[]) => `${['FROM debian:12', ...lines].join('\n')}\n`
const mb = 2_000_000

/** One finding, one edit, and all of the text. */
function check(kind: string, built: Built, expected: string): void {
  const { after, why, edits } = propose(built, { documentation: true })
  expect(why).toEqual([])
  expect(after.dockerfile).toBe(expected)
  expect(edits.map(edit => edit.kind)).toEqual([kind])
}

function checkNone(built: Built, expected: string): void {
  const { after, why, edits, before } = propose(built)
  expect(edits).toEqual([])
  expect(after).toEqual(before)
  expect(why.map(text => text.slice(text.indexOf(': ') + 2))).toEqual([expected])
}

describe('RUNs that are one', () => {
  test.each<[string, Built, string]>([
    [
      'a RUN that only deletes',
      {
        dockerfile: from('RUN make it', '', 'RUN rm -rf /src', 'CMD x'),
        wrote: { 2: { 'src/a': mb }, 4: { src: 'whiteout' } },
      },
      from('RUN make it && \\', '    rm -rf /src', 'CMD x'),
    ],
    [
      'Windows line ends, and a comment between',
      {
        dockerfile: 'FROM x\r\nRUN make it\r\n# gone\r\n\r\nRUN rm -rf /src\r\n',
        wrote: { 2: { 'src/a': mb }, 5: { src: 'whiteout' } },
      },
      'FROM x\r\nRUN make it && \\\r\n# gone\r\n    rm -rf /src\r\n',
    ],
    [
      'over several, whose lines stay as they are',
      {
        dockerfile: from(
          'RUN curl -o /a.tgz https://example.com/a.tgz',
          'run tar -C /opt -xf /a.tgz \\',
          '  --strip 1',
          'RUN rm /a.tgz && apt-get purge -y curl',
        ),
        wrote: {
          2: { 'a.tgz': mb },
          3: { 'opt/a': mb },
          5: { 'a.tgz': 'whiteout' },
        },
      },
      from(
        'RUN curl -o /a.tgz https://example.com/a.tgz && \\',
        '    tar -C /opt -xf /a.tgz \\',
        '  --strip 1 && \\',
        '  rm /a.tgz && apt-get purge -y curl',
      ),
    ],
    [
      'absolute paths, wherever the first one goes',
      {
        dockerfile: from('RUN cd /src && make', 'RUN rm -rf /src'),
        wrote: { 2: { 'src/a': mb }, 3: { src: 'whiteout' } },
      },
      from('RUN cd /src && make && \\', '    rm -rf /src'),
    ],
    [
      'owner of what a RUN wrote',
      {
        dockerfile: from('RUN make install', 'RUN chown -R 7 /opt'),
        wrote: { 2: { 'opt/a': mb }, 3: { 'opt/a': mb } },
      },
      from('RUN make install && \\', '    chown -R 7 /opt'),
    ],
    [
      'the same files again',
      {
        dockerfile: from('RUN one', 'RUN two'),
        wrote: { 2: { 'opt/a': mb }, 3: { 'opt/a': mb + 1 } },
      },
      from('RUN one && \\', '    two'),
    ],
  ])('%s', (_name, built, expected) => check('joined', built, expected))

  const gone = (first: string, second: string, ...between: string[]): Built => ({
    dockerfile: from(first, ...between, second),
    wrote: { 2: { 'src/a': mb }, [3 + between.length]: { src: 'whiteout' } },
  })
  test.each<[string, Built, string]>([
    [
      'other instructions between',
      gone('RUN make', 'RUN rm -rf /src', 'ENV A=b'),
      '`ENV A=b` stands between',
    ],
    [
      'it does more',
      gone('RUN make', 'RUN rm -rf /src && make test'),
      'the later `RUN` does more than to delete it',
    ],
    [
      'a failure that would be missed',
      gone('RUN make', 'RUN rm -rf /src; rm -rf /x'),
      'the second would no longer fail when the first does',
    ],
    ['options', gone('RUN --network=none make', 'RUN rm -rf /src'), 'their options differ'],
    [
      'a directory that it would start in',
      gone('RUN cd /src && make', 'RUN rm -rf a'),
      'the first changes what the second would start with',
    ],
    ['exec form', gone('RUN ["make"]', 'RUN rm -rf /src'), 'one of them is not in shell form'],
  ])('no edit: %s', (_name, built, expected) => checkNone(built, expected))
})

describe('leftovers', () => {
  test.each<[string, Built, string]>([
    [
      'an archive that a later RUN unpacks',
      {
        dockerfile: from('RUN curl -O https://x/t-1.tgz', 'RUN tar -xf t-1.tgz', 'CMD x'),
        wrote: { 2: { 't-1.tgz': mb }, 3: { 't-1/a': mb } },
      },
      from(
        'RUN curl -O https://x/t-1.tgz && \\',
        '    tar -xf t-1.tgz && \\',
        '    rm -f /t-1.tgz',
        'CMD x',
      ),
    ],
    [
      'an archive that is unpacked somewhere else',
      {
        dockerfile: from(
          'WORKDIR /src',
          'RUN curl -O https://x/t-1.tgz',
          'RUN tar -C /opt -xzf t-1.tgz',
        ),
        wrote: { 3: { 'src/t-1.tgz': mb }, 4: { 'opt/a': mb } },
      },
      from(
        'WORKDIR /src',
        'RUN curl -O https://x/t-1.tgz && \\',
        '    tar -C /opt -xzf t-1.tgz && \\',
        '    rm -f /src/t-1.tgz',
      ),
    ],
    [
      'temporary files',
      { dockerfile: from('RUN make'), wrote: { 2: { 'tmp/x': mb } } },
      from('RUN make && \\', '    rm -rf /tmp/*'),
    ],
    [
      'a clone',
      {
        dockerfile: from('RUN git clone https://x /src && make -C /src'),
        wrote: { 2: { 'src/.git/x': mb } },
      },
      from('RUN git clone https://x /src && make -C /src && \\', '    rm -rf /src/.git'),
    ],
  ])('%s', (_name, built, expected) => check('leftover', built, expected))

  test.each<[string, Built, string]>([
    [
      'temporary files that are read later',
      { dockerfile: from('RUN make', 'RUN /tmp/setup'), wrote: { 2: { 'tmp/x': mb } } },
      'a later instruction reads `/tmp`',
    ],
    [
      'an archive that nothing names',
      {
        dockerfile: from('RUN curl -O https://x/latest', 'RUN tar -xf *.tgz'),
        wrote: { 2: { 'opt/tool.tgz': mb }, 3: { 'opt/tool/a': mb } },
      },
      'which instruction unpacks it is not certain',
    ],
    [
      'a clone whose history is read later',
      {
        dockerfile: from('RUN git clone https://x /src', 'RUN cd /src && git describe'),
        wrote: { 2: { 'src/.git/x': mb } },
      },
      'a later instruction uses git',
    ],
    [
      'a name that would have to be quoted',
      {
        dockerfile: from('RUN make'),
        wrote: { 2: { 'a b/tool.tgz': mb, 'a b/tool/x': 1 } },
      },
      'its name would have to be quoted',
    ],
  ])('no edit: %s', (_name, built, expected) => checkNone(built, expected))
})

describe('owner and mode of a COPY', () => {
  const copied = (...lines: string[]): Built => {
    const dockerfile = from(...lines)
    const by = lines.findIndex(line => line.startsWith('RUN'))
    const copies = lines.flatMap((line, index) => (line.startsWith('COPY') ? [index + 2] : []))
    const files = copies.map(line => [line, { [`app/f${line}`]: mb }])
    const again = Object.assign({}, ...files.map(([, one]) => one as object))
    return { dockerfile, wrote: { ...Object.fromEntries(files), [by + 2]: again } }
  }
  test.each<[string, Built, string]>([
    [
      'the directory itself keeps a chown of its own',
      copied('WORKDIR /app', 'COPY . .', 'RUN chown -R 1000:1000 .', 'CMD x'),
      from('WORKDIR /app', 'COPY --chown=1000:1000 . .', 'RUN chown 1000:1000 .', 'CMD x'),
    ],
    [
      'a file',
      copied('COPY run.sh /app/f2', 'RUN chmod +x /app/f2'),
      from('COPY --chmod=755 run.sh /app/f2'),
    ],
  ])('%s', (_name, built, expected) => check('owner', built, expected))

  test('of two COPYs, from one chown', () => {
    const built = copied(
      'COPY a /app/f2',
      '# why',
      'copy --link b /app/f4',
      'COPY b /app/f4',
      'RUN chown -R app /app',
    )
    const { after, edits } = propose(built)
    expect(after.dockerfile).toBe(
      from(
        'COPY --chown=app a /app/f2',
        '# why',
        'copy --chown=app --link b /app/f4',
        'COPY --chown=app b /app/f4',
        'RUN chown app /app',
      ),
    )
    expect(edits).toHaveLength(1)
  })

  test.each<[string, Built, string]>([
    [
      'it does more',
      copied('COPY . /app', 'RUN useradd x && chown -R x /app'),
      'the later `RUN` does more than to change owner and mode',
    ],
    [
      'a mode that depends on the one before',
      copied('COPY a /app/f2', 'RUN chmod u+x /app/f2'),
      '`chmod u+x` depends on the mode that it has',
    ],
    [
      'another RUN between',
      {
        dockerfile: from('COPY . /app', 'RUN make', 'RUN chown -R x /app'),
        wrote: { 2: { 'app/a': mb }, 4: { 'app/a': mb } },
      },
      'another `RUN` stands between',
    ],
    [
      'an option that is there',
      copied('COPY --chown=1 . /app', 'RUN chown -R 2 /app'),
      'it is not certain that it concerns what the `COPY` brought',
    ],
    [
      'a path that is not known',
      copied('COPY . app', 'RUN chown -R x app'),
      'the later `RUN` does more than to change owner and mode',
    ],
  ])('no edit: %s', (_name, built, expected) => checkNone(built, expected))
})

describe('a COPY whose files are copied again', () => {
  test('goes with its lines, and its comments stay', () => {
    check(
      'twice',
      {
        dockerfile: from('# first', 'COPY \\', '  config /srv', 'ENV A=b', 'COPY config /srv'),
        wrote: { 3: { 'srv/config': mb }, 6: { 'srv/config': mb } },
      },
      from('# first', 'ENV A=b', 'COPY config /srv'),
    )
  })
  test.each<[string, Built, string]>([
    [
      'something may read it meanwhile',
      {
        dockerfile: from('COPY a /srv/a', 'RUN make', 'COPY . /srv'),
        wrote: { 2: { 'srv/a': mb }, 4: { 'srv/a': mb } },
      },
      'what stands between may read it',
    ],
    [
      'it brings other files',
      {
        dockerfile: from('COPY a b /srv/', 'COPY a /srv/'),
        wrote: { 2: { 'srv/a': mb, 'srv/b': mb }, 3: { 'srv/a': mb } },
      },
      'the first `COPY` brings other files, too',
    ],
  ])('no edit: %s', (_name, built, expected) => checkNone(built, expected))
})

describe('the ignore file', () => {
  const server: Built = {
    dockerfile: from('WORKDIR /src', 'COPY . .', 'RUN go build'),
    wrote: { 3: { 'src/bin/server': mb, 'src/main.go': 1 }, 4: { 'src/bin/server': mb + 1 } },
  }
  test.each<[string, Built, string, string]>([
    ['what a RUN writes again', server, server.dockerfile, 'bin/server\n'],
    [
      'an ignore file without its last line end',
      { ...server, ignore: '*.log' },
      server.dockerfile,
      '*.log\nbin/server\n',
    ],
    [
      'one with Windows line ends',
      { ...server, ignore: '*.log\r\n' },
      server.dockerfile,
      '*.log\r\nbin/server\r\n',
    ],
    [
      '.git',
      { dockerfile: from('COPY . /app'), wrote: { 2: { 'app/.git/x': mb } } },
      from('COPY . /app'),
      '**/.git\n',
    ],
    [
      'what a RUN deletes, and the RUN with it',
      {
        dockerfile: from('COPY app /srv/', 'RUN rm -r /srv/big', 'CMD x'),
        wrote: { 2: { 'srv/big': mb, 'srv/a': 1 }, 3: { 'srv/big': 'whiteout' } },
      },
      from('COPY app /srv/', 'CMD x'),
      'app/big\n',
    ],
  ])('%s', (_name, built, dockerfile, ignore) => {
    const { after, why, edits } = propose(built)
    expect(why).toEqual([])
    expect(after).toEqual({ dockerfile, ignore })
    expect(edits.map(({ kind }) => kind)).toEqual(['ignored'])
  })

  test.each<[string, Built, string]>([
    [
      'the COPY names it',
      {
        dockerfile: from('COPY big /srv/big', 'RUN rm /srv/big'),
        wrote: { 2: { 'srv/big': mb }, 3: { 'srv/big': 'whiteout' } },
      },
      'the `COPY` names it, and would not find it',
    ],
    [
      'another stage reads it',
      { ...server, dockerfile: `${server.dockerfile}FROM scratch\nCOPY bin/ /\n` },
      'line 6 may read it from the build context',
    ],
    [
      'a rm that would miss it',
      {
        dockerfile: from('COPY app /srv/', 'RUN rm /srv/big && make'),
        wrote: { 2: { 'srv/big': mb, 'srv/a': 1 }, 3: { 'srv/big': 'whiteout' } },
      },
      'the later `RUN` would not find what it deletes',
    ],
    [
      'from another stage',
      { dockerfile: from('COPY --from=x / /app'), wrote: { 2: { 'app/.git/x': mb } } },
      'it is not copied from the build context',
    ],
    [
      'it is there already',
      {
        dockerfile: from('COPY . /app'),
        ignore: 'a\n**/.git\n!b\n',
        wrote: { 2: { 'app/.git/x': mb } },
      },
      'the ignore file has it already',
    ],
  ])('no edit: %s', (_name, built, expected) => checkNone(built, expected))
})

describe('documentation, when it is asked for', () => {
  test.each<[string, Built, string]>([
    [
      'apt, licences stay',
      {
        dockerfile: from('RUN apt-get install -y git'),
        wrote: { 2: { 'usr/share/doc/git/x': mb } },
      },
      from(
        "RUN apt-get install -o DPkg::Options::='--path-exclude=/usr/share/doc/*' -o DPkg::Options::='--path-include=/usr/share/doc/*/copyright' -y git",
      ),
    ],
    [
      'dnf',
      {
        dockerfile: from('RUN dnf -y install git'),
        wrote: { 2: { 'usr/share/man/x': mb } },
      },
      from('RUN dnf -y install --setopt=tsflags=nodocs git'),
    ],
  ])('%s', (_name, built, expected) => check('documentation', built, expected))

  test('else it is left alone', () => {
    checkNone(
      {
        dockerfile: from('RUN apt-get install -y git'),
        wrote: { 2: { 'usr/share/doc/git/x': mb } },
      },
      'somebody may read it: `cures: all` leaves it out',
    )
  })
})
